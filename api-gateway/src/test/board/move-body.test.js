// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { moveBody } from "#app/cart/move-body.js";

/** @import { MovePlan } from "#app/cart/cart.js" */

/** @param {Partial<MovePlan>} more */
const plan = (more) =>
  moveBody({ id: "1", kind: "move", host: "h1", source: "A-n3", target: "B-n3", acknowledge: [], selected: true, ...more });

test("a move names both pools and no operation", () => {
  assert.deepEqual(plan({ acknowledge: ["vms"] }), {
    host: "h1",
    source_aggregate: "A-n3",
    target_aggregate: "B-n3",
    acknowledge: ["vms"],
  });
});

test("without a source it is a placement", () => {
  assert.deepEqual(plan({ source: "" }), { host: "h1", target_aggregate: "B-n3", operation: "add" });
});

test("without a target it is a withdrawal, which may disable the service", () => {
  assert.deepEqual(plan({ target: "", disable: true }), {
    host: "h1",
    source_aggregate: "A-n3",
    operation: "remove",
    disable_service: true,
  });
});
