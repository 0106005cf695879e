import assert from "node:assert/strict";
import { test } from "node:test";
import { planActions } from "#app/plans/plan-actions.js";
import { scoreLine } from "#app/plans/box-score.js";
import { itemCount, itemText, planNote, planTone, remarks } from "#app/plans/plan-text.js";
import { applyPlans, onPlans } from "#app/plans/plan-store.js";
import { session } from "#app/shell/session.js";

const none = { planned: 0, waiting: 0, running: 0, needs_person: 0, succeeded: 0, failed: 0, cancelled: 0 };
const plan = (state, score, items = []) => ({ id: "p", state, score: { ...none, ...score }, items });
const names = (actions) => actions.map((action) => action.name);
const as = (role) => session.set({ name: "olga", role, shared: false, features: {} });

test("a viewer is offered nothing", () => {
  as("VIEWER");
  assert.deepEqual(planActions(plan("PLANNED", { planned: 1 }, [{ id: 1, state: "PLANNED" }]), [1]), []);
});

test("what is offered follows from how far the plan is", () => {
  as("OPERATOR");
  const planned = { id: 1, state: "PLANNED" };
  const failed = { id: 2, state: "FAILED", operation: "o" };
  assert.deepEqual(names(planActions(plan("PLANNED", { planned: 1 }, [planned]), [1])), ["commit", "cancel"]);
  assert.deepEqual(names(planActions(plan("PLANNED", { planned: 1 }, [planned]), [])), ["cancel"]);
  assert.deepEqual(names(planActions(plan("RUNNING", { running: 1, waiting: 2 }), [])), ["cancel"]);
  assert.deepEqual(names(planActions(plan("ENDED", { failed: 1, succeeded: 1 }, [failed]), [])), [
    "retry-failed",
    "roll-back-done",
  ]);
  assert.deepEqual(
    names(planActions({ ...plan("PLANNED", { planned: 1 }, [planned]), approval: { id: "a" } }, [1])),
    ["cancel"],
    "a commit waits for a second person",
  );
});

test("a box score in a line leaves out what is zero", () => {
  assert.equal(scoreLine({ ...none, succeeded: 3, needs_person: 1 }), "3 succeeded, 1 needs a person");
  assert.equal(scoreLine(none), "no operations");
  assert.equal(itemCount({ ...none, failed: 2, planned: 1 }), 3);
});

test("the words for items and plans", () => {
  assert.equal(itemText({ kind: "migration", request: { source_aggregate: "a", target_aggregate: "b" } }), "a → b");
  assert.equal(itemText({ kind: "placement", request: { target_aggregate: "b" } }), "into b");
  assert.equal(itemText({ kind: "withdrawal", request: { source_aggregate: "a" } }), "out of a");
  assert.equal(planTone(plan("RUNNING", { needs_person: 1 })), "attention");
  assert.equal(planTone(plan("ENDED", { failed: 1 })), "bad");
  assert.equal(planTone(plan("ENDED", { succeeded: 1 })), "good");
  assert.match(planNote(plan("RUNNING", { running: 1 })), /next operation begins/);
  assert.match(planNote({ ...plan("ENDED", {}), stopped: "1 has failed." }), /1 has failed/);
  assert.deepEqual(remarks({ checks: [{ result: "PASSED" }, { result: "WARNING" }] }), [{ result: "WARNING" }]);
});

test("pages hear which plans have changed until they close", () => {
  const heard = [];
  const stop = onPlans((changed) => heard.push(changed[0].id));
  applyPlans({ changed: [{ id: "p" }] });
  stop();
  applyPlans({ changed: [{ id: "q" }] });
  assert.deepEqual(heard, ["p"]);
});
