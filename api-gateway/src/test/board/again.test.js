import assert from "node:assert/strict";
import { test } from "node:test";
import { againPlan, reversePlan } from "#app/operations/again.js";
import { workflows } from "#app/operations/workflows.js";

const known = (goal) => ({ title: "", states: new Map(), path: [], goal, route: {} });
workflows.set(new Map(["migration", "placement", "withdrawal", "drain", "launch"].map((kind) => [kind, known("SUCCEEDED")])));
const ended = (kind, request, state = "SUCCEEDED") => ({ kind, state, open: false, host: "h1", request });
const MOVE = { host: "h1", source_aggregate: "L40-n3", target_aggregate: "L40-n3-spot", acknowledge: ["vms"] };

test("a move is planned again with the same pools, and without what was acknowledged then", () => {
  assert.deepEqual(againPlan(ended("migration", MOVE, "ROLLED_BACK")), {
    kind: "move",
    host: "h1",
    source: "L40-n3",
    target: "L40-n3-spot",
  });
});

test("a launch is planned again with the same image", () => {
  assert.deepEqual(againPlan(ended("launch", { hostname: "h1", image_name: "Debian", image_id: 7, keep_on_failure: true })), {
    kind: "launch",
    host: "h1",
    image_name: "Debian",
    image_id: 7,
    keep: true,
  });
});

test("a drain waits again, for as long as a new one", () => {
  const plan = againPlan(ended("drain", { ...MOVE, deadline: "2020-01-01T00:00:00Z" }));
  assert.ok(Date.parse(plan.deadline) > Date.now());
});

test("what is open, or no plan of the cart, is not planned again", () => {
  assert.equal(againPlan({ ...ended("migration", MOVE), open: true }), null);
  assert.equal(againPlan(ended("attach-network", { server_id: "s" })), null);
});

test("the way back of a move changes its pools, and exists only if it reached its goal", () => {
  assert.deepEqual(reversePlan(ended("migration", MOVE)), {
    kind: "move",
    host: "h1",
    source: "L40-n3-spot",
    target: "L40-n3",
  });
  assert.equal(reversePlan(ended("migration", MOVE, "ROLLED_BACK")), null);
  assert.equal(reversePlan({ ...ended("migration", MOVE), open: true }), null);
  assert.equal(reversePlan(ended("launch", { image_name: "Debian", image_id: 7 })), null);
});

test("the way back of a placement is a withdrawal, and the other way round", () => {
  const place = reversePlan(ended("placement", { target_aggregate: "L40-n3" }));
  assert.deepEqual([place.source, place.target], ["L40-n3", ""]);
  const withdraw = reversePlan(ended("withdrawal", { source_aggregate: "L40-n3" }));
  assert.deepEqual([withdraw.source, withdraw.target], ["", "L40-n3"]);
});
