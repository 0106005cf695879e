import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import {
  isOnHappyPath,
  isOpenState,
  lastHappyPathState,
  needsOperator,
  progress,
  routeOf,
  stateLabel,
  tone,
} from "#app/operations/progress.js";
import { isGoal, loadWorkflows, workflows, workflowTitle } from "#app/operations/workflows.js";
import { fakeClock, settled } from "./support/clock.js";
import { fakeGateway, json } from "./support/gateway.js";
import { MIGRATION } from "./support/fleet.js";

const of = (state, more = {}) => ({ kind: "migration", state, open: true, ...more });
const ended = (state) => of(state, { open: false });

let gateway;
let clock;

beforeEach(async () => {
  clock = fakeClock();
  gateway = fakeGateway({ "/api/workflows": { workflows: [MIGRATION] } });
  await loadWorkflows();
});
afterEach(() => {
  gateway.restore();
  clock.restore();
});

const loads = () => gateway.paths().length;

test("states have the titles of their workflow; unknown ones their own name", () => {
  assert.equal(stateLabel(of("REMOVED")), "adding the host");
  assert.equal(stateLabel(of("NEWER_STATE")), "newer state");
  assert.equal(stateLabel({ kind: "other", state: "NEWER_STATE" }), "newer state");
  assert.equal(workflowTitle("migration"), "Move");
  assert.equal(workflowTitle("attach-network"), "Attach-network");
});

test("progress counts the steps of the happy path", () => {
  assert.deepEqual(progress(of("REQUESTED")), { done: 0, of: 2 });
  assert.deepEqual(progress(of("REMOVED")), { done: 1, of: 2 });
  assert.deepEqual(progress(ended("DONE")), { done: 2, of: 2 });
});

test("off the happy path the progress is kept", () => {
  assert.deepEqual(progress(of("ROLLING_BACK", { happyPathState: "REMOVED" })), { done: 1, of: 2 });
  assert.deepEqual(progress(of("ROLLING_BACK")), { done: 0, of: 2 });
});

test("an unknown workflow has no progress", () => {
  assert.deepEqual(progress({ kind: "other", state: "X" }), { done: 0, of: 0 });
});

test("the last state on the happy path is found in the history", () => {
  const steps = [
    { from_state: undefined, to_state: "REQUESTED" },
    { from_state: "REQUESTED", to_state: "REMOVED" },
    { from_state: "REMOVED", to_state: "ROLLING_BACK" },
  ];
  assert.equal(lastHappyPathState(of("NEEDS_OPERATOR"), steps), "REMOVED");
  assert.equal(lastHappyPathState(of("DONE"), []), undefined);
  assert.equal(lastHappyPathState(of("REMOVED"), []), "REMOVED");
});

test("the colour tells what an operation needs", () => {
  assert.equal(tone(of("REMOVED")), "busy");
  assert.equal(tone(of("ROLLING_BACK")), "warn");
  assert.equal(tone(of("NEEDS_OPERATOR")), "attention");
  assert.equal(tone(ended("DONE")), "good");
  assert.equal(tone(ended("ADOPTED")), "taken");
  assert.equal(tone(ended("ROLLED_BACK")), "calm");
  assert.equal(tone(ended("FAILED")), "bad");
});

test("an unknown state alarms nobody: open it is busy, ended it is calm", () => {
  assert.equal(tone(of("NEWER_STATE")), "busy");
  assert.equal(tone(ended("NEWER_STATE")), "calm");
});

test("without a description the usual name of the waiting state still counts", () => {
  const undescribed = { kind: "other", state: "NEEDS_OPERATOR", open: true };
  assert.equal(needsOperator(undescribed), true);
  assert.equal(tone(undescribed), "attention");
  assert.equal(isOpenState("other", "NEEDS_OPERATOR"), true);
  assert.equal(isOpenState("other", "DONE"), false);
});

test("an ended operation needs nobody", () => {
  assert.equal(needsOperator(ended("NEEDS_OPERATOR")), false);
});

test("the goal is the end of the happy path, and no other end", () => {
  assert.equal(isGoal(ended("DONE")), true);
  assert.equal(isGoal(ended("ROLLED_BACK")), false);
  assert.equal(isGoal({ kind: "other", state: "DONE" }), false);
  assert.equal(isOnHappyPath(of("DONE")), false, "an end has no step");
});

test("the route is in the fields of the request that the workflow names", () => {
  assert.deepEqual(routeOf(of("DONE", { request: { source_aggregate: "a", target_aggregate: "b" } })), { from: "a", to: "b" });
  assert.deepEqual(routeOf(of("DONE")), { from: undefined, to: "" });
  assert.deepEqual(routeOf({ kind: "other", request: { source_aggregate: "a" } }), { from: undefined, to: "" });
});

test("an unknown state loads the descriptions again, once for each state and not at each render", async () => {
  const before = loads();
  for (let render = 0; render < 3; render++) stateLabel(of("UNKNOWN_1"));
  await settled();
  assert.equal(loads() - before, 1);
  stateLabel(of("UNKNOWN_1"));
  stateLabel(of("UNKNOWN_2"));
  await settled();
  assert.equal(loads() - before, 2);
});

test("a failed load keeps the descriptions and is tried again", async () => {
  gateway.routes["/api/workflows"] = () => json(500, { title: "Internal error" });
  await loadWorkflows();
  assert.equal(workflows.value.has("migration"), true);
  gateway.routes["/api/workflows"] = { workflows: [] };
  await clock.advance(5000);
  assert.equal(workflows.value.size, 0);
});
