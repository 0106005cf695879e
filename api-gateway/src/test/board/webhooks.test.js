import assert from "node:assert/strict";
import { test } from "node:test";
import { answerText, deliveryState, failedWebhooks, filterText, formatName, webhookState } from "#app/webhooks/webhook-text.js";

test("the worst of a webhook is what is said of it", () => {
  assert.equal(webhookState({ enabled: true }).text, "On");
  assert.deepEqual(webhookState({ enabled: true, failing_since: "2026-03-01T12:00:00Z" }), { text: "Fails", tone: "attention" });
  assert.equal(webhookState({ enabled: true, resting: "Held.", failing_since: "2026-03-01T12:00:00Z" }).text, "Rests");
  assert.deepEqual(webhookState({ enabled: false, disabled_why: "It answered 410." }), { text: "Disabled", tone: "bad" });
  assert.equal(webhookState({ enabled: false }).text, "Off");
});

test("a delivery that failed once and waits says that it is attempted again", () => {
  assert.equal(deliveryState({ state: "WAITING", attempts: 0 }).text, "Waits");
  assert.equal(deliveryState({ state: "WAITING", attempts: 2 }).text, "Is attempted again");
  assert.equal(deliveryState({ state: "GIVEN_UP", attempts: 9 }).text, "Not delivered");
  assert.equal(deliveryState({ state: "DELIVERED", attempts: 1 }).text, "Delivered");
});

test("a filter names what it lets through, and none says so", () => {
  assert.equal(filterText({ pools: [], gpu_types: [], operations: [] }), "everything");
  assert.equal(filterText({ pools: ["L40-n3"], gpu_types: [], operations: ["migration", "drain"] }), "L40-n3; migration, drain");
});

test("an answer has its error, its status and how it began, as far as there are any", () => {
  assert.equal(answerText({ error: "No answer." }), "No answer.");
  assert.equal(answerText({ status: 204, answer: "" }), "204");
  assert.equal(answerText({ status: 500, answer: "down", error: "It answered 500." }), "It answered 500. “down”");
});

test("formats that this board does not know keep their name", () => {
  assert.equal(formatName("teams"), "Teams");
  assert.equal(formatName("fax"), "fax");
});

test("only what failed counts as disabled, not what a person switched off", () => {
  assert.equal(failedWebhooks(null), 0);
  assert.equal(failedWebhooks([{ disabled_why: "It answered 410." }, {}]), 1);
});
