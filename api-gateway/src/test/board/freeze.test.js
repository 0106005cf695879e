import assert from "node:assert/strict";
import { test } from "node:test";
import { applyFreeze, freeze, freezeText, isFrozen } from "#app/shell/freeze.js";

test("what a slow answer says does not replace something newer", () => {
  applyFreeze({ mode: "FROZEN", number: 3, by: "olga", reason: "Network." });
  applyFreeze({ mode: "OFF", number: 2 });
  assert.equal(isFrozen(freeze.value), true);
  applyFreeze({ mode: "OFF", number: 4 });
  assert.equal(isFrozen(freeze.value), false);
});

test("the bar says who, since when and why, and a hold says that nothing goes on", () => {
  const state = { number: 1, by: "olga", since: "2026-01-01T10:00:00Z", reason: "Network." };
  const time = (at) => at.slice(11, 16);
  assert.equal(freezeText({ ...state, mode: "FROZEN" }, time), "Frozen by olga since 10:00: Network. Nothing new is begun.");
  assert.equal(
    freezeText({ ...state, mode: "FROZEN", reason: "until 14:00" }, time),
    "Frozen by olga since 10:00: until 14:00. Nothing new is begun.",
  );
  assert.match(freezeText({ ...state, mode: "HELD" }, time), /^Held by olga since 10:00: Network\. No operation/);
});
