import assert from "node:assert/strict";
import { test } from "node:test";
import { afterChoosing } from "#app/board/selecting.js";

const KEYS = ["a", "b", "c", "d"];
const choose = (selected, anchor, key, how = {}) => {
  const next = afterChoosing({ selected: new Set(selected), anchor }, KEYS, key, how);
  return [[...next.selected].join(""), next.anchor];
};

test("a click selects one card and begins a range there", () => {
  assert.deepEqual(choose(["a", "b"], "a", "c"), ["c", "c"]);
});

test("Ctrl adds a card, and takes it out again", () => {
  assert.deepEqual(choose(["a"], "a", "c", { add: true }), ["ac", "c"]);
  assert.deepEqual(choose(["a", "c"], "a", "c", { add: true }), ["a", "c"]);
});

test("Shift selects from the anchor in both directions and keeps the anchor", () => {
  assert.deepEqual(choose(["b"], "b", "d", { range: true }), ["bcd", "b"]);
  assert.deepEqual(choose(["d"], "d", "b", { range: true }), ["bcd", "d"]);
  assert.deepEqual(choose(["b"], "b", "b", { range: true }), ["b", "b"]);
});

test("a second range replaces the first; with Ctrl it is added", () => {
  assert.deepEqual(choose(["b", "c", "d"], "b", "a", { range: true }), ["ab", "b"]);
  assert.deepEqual(choose(["d"], "b", "a", { range: true, add: true }), ["dab", "b"]);
});

test("a range without an anchor is one card", () => {
  assert.deepEqual(choose([], null, "c", { range: true }), ["c", null]);
});

test("a range whose anchor is gone is one card", () => {
  assert.deepEqual(choose(["x"], "x", "c", { range: true }), ["c", "x"]);
});

test("the selection before is not changed", () => {
  const selected = new Set(["a"]);
  afterChoosing({ selected, anchor: "a" }, KEYS, "b", { add: true });
  assert.deepEqual([...selected], ["a"]);
});
