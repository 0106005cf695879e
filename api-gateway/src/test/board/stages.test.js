import assert from "node:assert/strict";
import { before, test } from "node:test";
import { isBackingOff, stagesOf } from "#app/operations/stages.js";
import { loadWorkflows } from "#app/operations/workflows.js";
import { fakeGateway } from "./support/gateway.js";
import { MIGRATION } from "./support/fleet.js";

const TWICE = {
  ...MIGRATION,
  name: "twice",
  happy_path: ["A", "B", "C", "DONE"],
  states: [
    { name: "A", title: "", kind: "STEP", step: "read", actions: [] },
    { name: "B", title: "", kind: "STEP", step: "write", actions: [] },
    { name: "C", title: "", kind: "STEP", step: "write", actions: [] },
    { name: "DONE", title: "", kind: "END", outcome: "SUCCESS", actions: [] },
  ],
};

before(async () => {
  fakeGateway({ "/api/workflows": { workflows: [MIGRATION, TWICE] } });
  await loadWorkflows();
});

let seq = 0;
const entry = (event, step, from, to, more = {}) => ({
  seq: ++seq,
  at: `2026-11-28T12:00:${String(seq % 60).padStart(2, "0")}Z`,
  actor: "worker:w1",
  event,
  step,
  from_state: from,
  to_state: to,
  attempt: 1,
  ...more,
});
const operation = (state, steps = [], more = {}) => ({
  kind: "migration",
  state,
  open: true,
  attempt: 0,
  created_at: "2026-11-28T12:00:00Z",
  steps,
  ...more,
});
const outline = (one) => stagesOf(one).map(({ step, state }) => [step, state]);
const ACCEPTED = { event: "ACCEPTED", actor: "operator", to_state: "REQUESTED", seq: 0, at: "2026-11-28T12:00:00Z", attempt: 0 };

test("a new operation is noted, runs its first step and has the others before it", () => {
  assert.deepEqual(outline(operation("REQUESTED", [ACCEPTED])), [
    [null, "note"],
    ["remove host", "running"],
    ["add host", "coming"],
  ]);
});

test("without a history only the steps to come are known", () => {
  assert.deepEqual(outline(operation("REMOVED", undefined)), [["add host", "running"]]);
});

test("attempts of one step are one stage", () => {
  const steps = [entry("RETRY", "remove host", "REQUESTED", "REQUESTED"), entry("DONE", "remove host", "REQUESTED", "REMOVED")];
  const [first, ...others] = stagesOf(operation("REMOVED", steps));
  assert.equal(first.entries.length, 2);
  assert.equal(first.state, "done");
  assert.deepEqual(
    others.map(({ step, state }) => [step, state]),
    [["add host", "running"]],
  );
});

test("a step that runs again is the running stage; while it backs off it waits", () => {
  const steps = [entry("RETRY", "remove host", "REQUESTED", "REQUESTED")];
  assert.deepEqual(outline(operation("REQUESTED", steps))[0], ["remove host", "running"]);
  const later = new Date(Date.now() + 60_000).toISOString();
  assert.deepEqual(outline(operation("REQUESTED", steps, { available_at: later, attempt: 1 }))[0], ["remove host", "waiting"]);
});

test("a step that led elsewhere without finishing has failed", () => {
  const steps = [entry("FAILED", "add host", "REMOVED", "ROLLING_BACK")];
  assert.deepEqual(outline(operation("ROLLING_BACK", steps)), [
    ["add host", "failed"],
    ["add back", "running"],
  ]);
});

test("an operation that waits for a person says so, and promises no steps", () => {
  assert.deepEqual(outline(operation("NEEDS_OPERATOR", [entry("FAILED", "add back", "ROLLING_BACK", "NEEDS_OPERATOR")])), [
    ["add back", "failed"],
    ["a person decides", "waiting"],
  ]);
});

test("what a person did is a note, also between two attempts", () => {
  const steps = [
    entry("RETRY", "remove host", "REQUESTED", "REQUESTED"),
    entry("ASKED", "remove host", "REQUESTED", "REQUESTED", { actor: "operator" }),
    entry("DONE", "remove host", "REQUESTED", "REMOVED"),
  ];
  assert.deepEqual(outline(operation("DONE", steps, { open: false })), [
    ["remove host", "trying"],
    [null, "note"],
    ["remove host", "done"],
  ]);
});

test("an ended operation has nothing to come", () => {
  assert.deepEqual(outline(operation("DONE", [entry("DONE", "add host", "REMOVED", "DONE")], { open: false })), [
    ["add host", "done"],
  ]);
});

test("a stage begins when the one before it ended", () => {
  const steps = [entry("DONE", "remove host", "REQUESTED", "REMOVED"), entry("DONE", "add host", "REMOVED", "DONE")];
  const [first, second] = stagesOf(operation("DONE", steps, { open: false }));
  assert.equal(first.after, "2026-11-28T12:00:00Z");
  assert.equal(second.after, steps[0].at);
});

test("two states of the happy path that run the same step are two stages with different keys", () => {
  const stages = stagesOf(operation("A", [], { kind: "twice" }));
  assert.deepEqual(
    stages.map(({ step, state }) => [step, state]),
    [
      ["read", "running"],
      ["write", "coming"],
      ["write", "coming"],
    ],
  );
  assert.equal(new Set(stages.map(({ key }) => key)).size, 3);
});

test("an unknown state shows the history only", () => {
  assert.deepEqual(outline(operation("NEWER_STATE", [ACCEPTED])), [[null, "note"]]);
});

test("an operation backs off only after a failed attempt and until its next one", () => {
  const [past, future] = [-1000, 60_000].map((ms) => new Date(Date.now() + ms).toISOString());
  assert.equal(isBackingOff({ available_at: future, attempt: 1 }), true);
  assert.equal(isBackingOff({ available_at: future, attempt: 0 }), false);
  assert.equal(isBackingOff({ available_at: past, attempt: 1 }), false);
  assert.equal(isBackingOff({ attempt: 1 }), false);
});
