import assert from "node:assert/strict";
import { test } from "node:test";
import { chosenBy, firstPossible } from "#app/board/target-choice.js";

test("the first target that takes some of the hosts is chosen at the beginning", () => {
  assert.equal(firstPossible(["refused", "unchecked", "partly", "allowed"]), 2);
  assert.equal(firstPossible(["refused", "acknowledge"]), 1);
});

test("if none is possible the first is chosen, so that its reason can be read", () => {
  assert.equal(firstPossible(["refused", "refused"]), 0);
  assert.equal(firstPossible([undefined, "unchecked"]), 0);
  assert.equal(firstPossible([]), 0);
});

test("the arrows wrap around at both ends", () => {
  assert.equal(chosenBy("ArrowRight", 2, 3), 0);
  assert.equal(chosenBy("ArrowLeft", 0, 3), 2);
  assert.equal(chosenBy("ArrowDown", 0, 3), 1);
  assert.equal(chosenBy("ArrowUp", 1, 3), 0);
});

test("one target stays chosen", () => {
  for (const key of ["ArrowRight", "ArrowLeft", "Home", "End"]) assert.equal(chosenBy(key, 0, 1), 0, key);
});

test("Home and End choose the first and the last", () => {
  assert.equal(chosenBy("Home", 1, 3), 0);
  assert.equal(chosenBy("End", 1, 3), 2);
});

test("Enter and Space plan, Escape and Tab cancel, other keys mean nothing", () => {
  assert.deepEqual(
    ["Enter", " ", "Escape", "Tab", "x", "Shift"].map((key) => chosenBy(key, 0, 3)),
    ["plan", "plan", "cancel", "cancel", null, null],
  );
});
