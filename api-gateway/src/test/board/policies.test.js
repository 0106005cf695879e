import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyText, mode, proposals, standing, withPlans } from "#app/policies/policy-text.js";

test("a policy that stopped acting says so, whatever it was allowed", () => {
  assert.equal(mode({ acts: false }).text, "Proposes");
  assert.equal(mode({ acts: true }).text, "Acts by itself");
  assert.deepEqual(mode({ acts: true, halted: "It failed." }), { text: "Acts no more", tone: "attention" });
});

test("what is on its way counts, and both bounds belong to what is wanted", () => {
  const wants = { at_least: 3, at_most: 5 };
  assert.equal(standing({ ...wants, empty_hosts: 1, arriving: 1 }).text, "1 too few");
  assert.equal(standing({ ...wants, empty_hosts: 1, arriving: 2 }).text, "as wanted");
  assert.equal(standing({ ...wants, empty_hosts: 5, arriving: 0 }).text, "as wanted");
  assert.equal(standing({ ...wants, empty_hosts: 7, arriving: 1 }).text, "3 too many");
  assert.equal(emptyText({ empty_hosts: 1, arriving: 2 }), "1 empty host, 2 more on the way there");
});

test("only policies with an open proposal are counted", () => {
  assert.equal(proposals(null), 0);
  assert.equal(proposals([{ proposal: { id: "a" } }, {}]), 1);
});

test("plans that a sentence names become links, and nothing of it is lost", () => {
  const id = "01a2f3c4-0000-7000-8000-000000000000";
  assert.deepEqual(withPlans(`Its plan /api/plans/${id} runs.`), [
    { text: "Its " },
    { text: "plan", plan: id },
    { text: " runs." },
  ]);
  assert.deepEqual(withPlans(`/api/plans/${id} proposes it.`), [{ text: "This plan", plan: id }, { text: " proposes it." }]);
  assert.deepEqual(withPlans("No plan."), [{ text: "No plan." }]);
});
