// @ts-check
import test from "node:test";
import assert from "node:assert/strict";
import { choiceText, leftOut, poolsText, refusal, summary } from "#app/reconciliation/differences.js";

const NONE = { missing: 0, open: 0, hosts: 0, vms: 0 };

test("nothing found counts only if everything was read", () => {
  assert.match(summary({ totals: NONE, unread: [] }), /^No difference: each host/);
  assert.equal(summary({ totals: NONE, unread: ["Hyperstack: no answer"] }), "No difference in what was read.");
});

test("the summary counts what was found", () => {
  assert.equal(
    summary({ totals: { hosts: 1, open: 2, missing: 0, vms: 0 }, unread: [] }),
    "1 host is elsewhere, 2 operations are open.",
  );
});

test("while work is held or frozen no difference can be ended, and the page says when", () => {
  assert.equal(refusal({ mode: "OFF", number: 0 }), null);
  assert.match(refusal({ mode: "HELD", number: 1 }) ?? "", /when the hold is released/);
  assert.match(refusal({ mode: "FROZEN", number: 1 }) ?? "", /when the freeze is lifted/);
});

test("a choice says what it does to the host", () => {
  const host = { host: "h1", expected: "A100-n3", pools: ["A100-n3-spot"] };
  assert.match(choiceText(host, "ADOPT").text, /h1 is in A100-n3-spot/);
  assert.match(choiceText({ ...host, pools: [] }, "ADOPT").text, /h1 is in no pool/);
  assert.match(choiceText(host, "REPAIR").text, /moved from A100-n3-spot back to A100-n3/);
  assert.match(choiceText({ ...host, pools: [] }, "REPAIR").text, /placed into A100-n3 again/);
  assert.equal(poolsText(["a", "b"]), "a and b");
});

test("a list that is cut says so", () => {
  assert.match(leftOut(1000, 1200), /^The first 1,000 of 1,200/);
});
