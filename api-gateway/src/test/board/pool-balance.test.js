import assert from "node:assert/strict";
import { test } from "node:test";
import { wished } from "#app/cart/wished.js";
import { balanceText } from "#app/plans/balance-text.js";

test("each plan of the cart says what it does with the pools of its host", () => {
  const rest = { id: "i", acknowledge: ["vms"], selected: true };
  assert.deepEqual(wished({ ...rest, kind: "move", host: "H", source: "a", target: "b" }), {
    host: "H",
    source_aggregate: "a",
    target_aggregate: "b",
  });
  assert.deepEqual(wished({ ...rest, kind: "move", host: "H", source: "", target: "b" }), {
    host: "H",
    operation: "add",
    target_aggregate: "b",
  });
  assert.deepEqual(wished({ ...rest, kind: "move", host: "H", source: "a", target: "", deadline: "2031-01-01T00:00:00Z" }), {
    host: "H",
    operation: "remove",
    source_aggregate: "a",
    when: "empty",
  });
  assert.deepEqual(wished({ ...rest, kind: "launch", host: "H", image_name: "i", image_id: 1 }), {
    host: "H",
    operation: "launch",
  });
});

test("a pool is told before and after, and what is not known is said", () => {
  const before = { hosts: 6, empty: 4, gpus_total: 48, gpus_used: 16, gpus_free: 32 };
  const after = { hosts: 5, empty: 3, gpus_total: 40, gpus_used: 16, gpus_free: 24 };
  assert.equal(balanceText({ pool: "a", before, after }), "empty 4 → 3, free GPUs 32 → 24");
  assert.equal(balanceText({ pool: "a", before, after: { ...before, gpus_free: 40 } }), "empty 4, free GPUs 32 → 40");
  assert.equal(
    balanceText({ pool: "a", before: { hosts: 6 }, after: { hosts: 5, empty: 0 } }),
    "empty not known → 0, free GPUs not known",
  );
});
