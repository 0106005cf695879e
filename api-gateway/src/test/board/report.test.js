import assert from "node:assert/strict";
import { before, test } from "node:test";
import { everyDay, outcomes, partsOf, periodStart } from "#app/operations/report.js";
import { loadWorkflows } from "#app/operations/workflows.js";
import { roundTime, roundUp, tick } from "#app/charts/scale.js";
import { fakeGateway } from "./support/gateway.js";
import { MIGRATION } from "./support/fleet.js";

before(async () => {
  fakeGateway({ "/api/workflows": { workflows: [MIGRATION] } });
  await loadWorkflows();
});

test("successful states come first, more frequent ones before rarer ones", () => {
  const parts = partsOf("migration", { NEEDS_OPERATOR: 2, FAILED: 1, REMOVED: 5, DONE: 3, ADOPTED: 4, ROLLED_BACK: 9 });
  assert.deepEqual(
    parts.map(({ state, tone }) => [state, tone]),
    [
      ["DONE", "good"],
      ["ADOPTED", "taken"],
      ["ROLLED_BACK", "calm"],
      ["FAILED", "bad"],
      ["NEEDS_OPERATOR", "attention"],
      ["REMOVED", "busy"],
    ],
  );
});

test("no states are no parts", () => {
  assert.deepEqual(partsOf("migration", {}), []);
});

test("outcomes count ended operations only; unknown states are ended", () => {
  const parts = partsOf("migration", { DONE: 3, REMOVED: 2, NEWER_STATE: 1 });
  assert.deepEqual(outcomes({ total: 6, open: 2 }, parts), { open: 2, ended: 4, succeeded: 3, taken: 0 });
  assert.deepEqual(
    outcomes({ total: 6 }, parts),
    { open: 2, ended: 4, succeeded: 3, taken: 0 },
    "without a number of open ones they are counted",
  );
});

test("what a person took is no success, and is counted by itself", () => {
  const parts = partsOf("migration", { DONE: 3, ADOPTED: 2 });
  assert.deepEqual(outcomes({ total: 5, open: 0 }, parts), { open: 0, ended: 5, succeeded: 3, taken: 2 });
});

test("a period ends today and begins at midnight", () => {
  const now = Date.parse("2026-11-28T23:59:59Z");
  assert.equal(periodStart(now, 1).toISOString(), "2026-11-28T00:00:00.000Z");
  assert.equal(periodStart(now, 7).toISOString(), "2026-11-22T00:00:00.000Z");
});

test("every day of a period is shown, also days without operations and across a month", () => {
  const known = { day: "2026-12-01", open: 0, by_state: { DONE: 1 } };
  const days = everyDay([known], new Date("2026-11-29T00:00:00Z"), 4);
  assert.deepEqual(
    days.map(({ day }) => day),
    ["2026-11-29", "2026-11-30", "2026-12-01", "2026-12-02"],
  );
  assert.equal(days[2], known);
});

test("a scale ends at a round number, at or above the highest value", () => {
  assert.deepEqual([0, 1, 2, 3, 5, 10, 11, 250].map(roundUp), [1, 1, 2, 4, 6, 10, 20, 400]);
  for (const ms of [1, 999, 1001, 61_000, 5_000_000, 900_000_000]) assert.ok(roundTime(ms) >= ms, `${ms}`);
});

test("a tick has one unit", () => {
  assert.deepEqual([500, 20_000, 240_000, 43_200_000].map(tick), ["500 ms", "20 s", "4 min", "12 h"]);
});
