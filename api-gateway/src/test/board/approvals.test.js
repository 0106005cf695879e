import assert from "node:assert/strict";
import { test } from "node:test";
import { applyApprovals, noticeText, onApprovals, pendingApprovals } from "#app/approvals/approval-store.js";
import { commandText, stateText } from "#app/approvals/approval-text.js";
import { decisionsFor } from "#app/approvals/decision-dialog.js";
import { session } from "#app/shell/session.js";

const anybody = () => true;
const notice = { id: "a-1", state: "PENDING", kind: "migration", host: "h1", requested_by: "anna", first: "anna" };
const as = (name, role) => session.set({ name, role, shared: false, features: {} });

test("the number of those that wait is known after each event", () => {
  const seen = [];
  const stop = onApprovals((changed) => seen.push(changed.length));
  applyApprovals({ pending: 3, changed: [notice] });
  stop();
  applyApprovals({ pending: 2, changed: [] });
  assert.equal(pendingApprovals.value, 2);
  assert.deepEqual(seen, [1]);
});

test("who may decide is told of a new request, and nobody else", () => {
  assert.match(noticeText(notice, "bob", anybody).text, /^anna asks for a second person: move of h1\.$/);
  assert.equal(
    noticeText(notice, "bob", () => false),
    null,
  );
  assert.equal(noticeText(notice, "anna", anybody), null);
  assert.equal(noticeText({ ...notice, requested_by: "token:ci", first: "bob" }, "bob", anybody), null);
});

test("the requester is told how it ended", () => {
  const end = (state, more) => noticeText({ ...notice, state, ...more }, "anna", anybody);
  assert.deepEqual(end("APPROVED", { ended_by: "bob", operation: "o-1" }), {
    text: "bob has approved your move of h1.",
    tone: "good",
    operation: "o-1",
  });
  assert.equal(end("DECLINED", { ended_by: "bob" }).text, "bob has declined your move of h1.");
  assert.equal(end("EXPIRED").text, "Nobody has approved your move of h1 in time.");
  assert.equal(end("WITHDRAWN", { ended_by: "anna" }), null);
});

test("the words say what is asked for and what it waits for", () => {
  assert.equal(
    commandText({ kind: "migration", request: { source_aggregate: "L40-n3-spot", target_aggregate: "L40-n3" } }),
    "Move from L40-n3-spot to L40-n3",
  );
  assert.equal(commandText({ kind: "launch", request: { image_name: "Debian 12" } }), "Launch Debian 12");
  assert.match(stateText({ state: "PENDING", approvals_needed: 2, token_owner: "adam" }), /two persons/);
  assert.match(
    stateText({ state: "PENDING", approvals_needed: 1, token_owner: "adam", first: { by: "bob" } }),
    /^bob has approved it/,
  );
  assert.equal(stateText({ state: "DECLINED", end: { by: "bob", reason: "no" } }), "Declined by bob: no");
});

test("who asked may withdraw, and another who may give the command may approve or decline", () => {
  const approval = { state: "PENDING", kind: "migration", requested_by: "anna", first: { by: "anna" } };
  as("anna", "OPERATOR");
  assert.deepEqual(decisionsFor(approval), ["withdraw"]);
  as("bob", "OPERATOR");
  assert.deepEqual(decisionsFor(approval), ["approve", "decline"]);
  as("lena", "LAUNCHER");
  assert.deepEqual(decisionsFor(approval), []);
  assert.deepEqual(decisionsFor({ ...approval, kind: "launch" }), ["approve", "decline"]);
  as("bob", "OPERATOR");
  assert.deepEqual(decisionsFor({ ...approval, requested_by: "token:ci", first: { by: "bob" } }), ["decline"]);
  assert.deepEqual(decisionsFor({ ...approval, state: "EXPIRED" }), []);
});
