// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { blockersOf } from "#app/operations/blockers.js";

const tenant = { id: "id-1", name: "vm-1", text: "ACTIVE" };

test("an open operation says who it waits for", () => {
  assert.deepEqual(blockersOf({ open: true, facts: { blocked_by: { tenants: [tenant], count: 3 } } }), {
    tenants: [tenant],
    count: 3,
  });
});

test("nobody is waited for by an operation that has ended, or saw an empty host", () => {
  assert.equal(blockersOf({ open: false, facts: { blocked_by: { tenants: [tenant], count: 1 } } }), null);
  assert.equal(blockersOf({ open: true, facts: { blocked_by: {} } }), null);
  assert.equal(blockersOf({ open: true, facts: undefined }), null);
});
