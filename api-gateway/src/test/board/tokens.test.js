import assert from "node:assert/strict";
import { test } from "node:test";
import { tokenBody } from "#app/pages/token-dialog.js";
import { stateOf } from "#app/pages/tokens-page.js";

const entered = (more = {}) => ({
  name: " nightly ",
  role: "operator",
  days: "90",
  scopes: [],
  addresses: "",
  limits: [],
  ...more,
});

test("what is left empty is left out, because an empty list would let in nobody", () => {
  assert.deepEqual(tokenBody(entered()), { name: "nightly", role: "operator", expires_in_days: 90 });
  assert.deepEqual(tokenBody(entered({ days: " " })), { name: "nightly", role: "operator" });
});

test("what is entered is sent", () => {
  const limits = [{ kind: "POOL", name: "L40-n3" }];
  assert.deepEqual(tokenBody(entered({ scopes: ["read", "move"], addresses: "10.0.0.0/8\n\n 10.1.2.3 ", limits })), {
    name: "nightly",
    role: "operator",
    expires_in_days: 90,
    scopes: ["read", "move"],
    addresses: ["10.0.0.0/8", "10.1.2.3"],
    limits,
  });
});

test("days that are no number reach the server, which names the field", () => {
  assert.ok("expires_in_days" in tokenBody(entered({ days: "many" })));
});

test("a token ends, has ended, or was revoked by somebody", () => {
  const token = { expires_at: "2026-11-30T12:00:00Z" };
  const noon = Date.parse(token.expires_at);
  assert.match(stateOf(token, noon - 1), /^ends /);
  assert.match(stateOf(token, noon), /^has ended /);
  assert.match(stateOf({ ...token, revoked: { by: "admin", at: token.expires_at } }, noon - 1), /^revoked by admin, /);
});
