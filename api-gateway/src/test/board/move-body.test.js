// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { moveBody, usualDeadline } from "#app/cart/move-body.js";

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

test("what waits until its host is empty says until when, and a placement never does", () => {
  const deadline = "2027-01-31T18:00:00.000Z";
  assert.deepEqual(plan({ deadline }), {
    host: "h1",
    source_aggregate: "A-n3",
    target_aggregate: "B-n3",
    when: "empty",
    deadline,
  });
  assert.equal(plan({ target: "", deadline }).when, "empty");
  assert.equal("when" in plan({ source: "", deadline }), false);
});

test("a new plan waits for a week, to the minute", () => {
  assert.equal(usualDeadline(Date.parse("2027-01-01T10:00:30Z")), "2027-01-08T10:01:00.000Z");
});

test("without a target it is a withdrawal, which may disable the service", () => {
  assert.deepEqual(plan({ target: "", disable: true }), {
    host: "h1",
    source_aggregate: "A-n3",
    operation: "remove",
    disable_service: true,
  });
});
