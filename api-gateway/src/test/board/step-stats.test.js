import assert from "node:assert/strict";
import { before, test } from "node:test";
import { expectedEnd, isSlow, loadStepStats } from "#app/operations/step-stats.js";
import { fakeGateway } from "./support/gateway.js";

before(async () => {
  fakeGateway({
    "/api/analytics": {
      kinds: [
        {
          kind: "migration",
          steps: [
            { step: "remove", count: 9, p50_ms: 90_000, p95_ms: 900_000, usual_ms: 2_000 },
            { step: "add", count: 9, p50_ms: 1_000, p95_ms: 3_000, usual_ms: 1_000 },
            { step: "check", count: 9, p50_ms: 1_000, p95_ms: 3_000 },
          ],
        },
      ],
    },
  });
  await loadStepStats();
});

const at = Date.parse("2026-11-28T12:00:00Z");
const entered = { kind: "migration", entered_at: "2026-11-28T11:59:59Z", updated_at: "2026-11-28T11:59:59Z" };
const stages = (...coming) => [
  { step: "remove", state: "running" },
  ...coming.map((step) => ({ step, state: "coming" })),
  { step: undefined, state: "coming" },
];

test("a step is slow beside what is usual, however bad the worst runs were", () => {
  assert.equal(isSlow(5_000, 2_000), true);
  assert.equal(isSlow(3_900, 2_000), false);
  assert.equal(isSlow(500, 100), false, "nobody waits for half a second");
  assert.equal(isSlow(500_000, 0), false, "nothing is known");
});

test("the end is expected after what is left of this step and all of the next ones", () => {
  assert.equal(expectedEnd(entered, stages("add"), at), at + 1_000 + 1_000);
});

test("a step that takes longer than usual moves the expected end", () => {
  assert.equal(expectedEnd(entered, stages("add"), at + 60_000), at + 60_000 + 1_000);
});

test("an end is not guessed", () => {
  assert.equal(expectedEnd(entered, stages("add", "check"), at), null, "a step that has never succeeded at once");
  assert.equal(expectedEnd(entered, [{ step: "a person decides", state: "waiting" }], at), null);
  const [remove, ...rest] = stages("add");
  const waits = { ...remove, entries: [{ event: "WAITING" }] };
  assert.equal(expectedEnd(entered, [waits, ...rest], at), null, "VMs go when their owners like");
});
