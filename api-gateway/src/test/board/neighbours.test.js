import assert from "node:assert/strict";
import { test } from "node:test";
import { neighbourOf } from "#app/board/neighbours.js";

/** Cards are named by column and height: "b20" is in column b at height 20. */
const height = (card) => Number(card.slice(1));
const COLUMNS = [["a0", "a10", "a20"], [], ["c0", "c14", "c100"]];
const to = (card, key, columns = COLUMNS) => neighbourOf(columns, card, key, height);

test("up and down stay in the column and end at its ends", () => {
  assert.equal(to("a10", "ArrowDown"), "a20");
  assert.equal(to("a10", "ArrowUp"), "a0");
  assert.equal(to("a20", "ArrowDown"), undefined);
  assert.equal(to("a0", "ArrowUp"), undefined);
});

test("Home and End go to the ends of the column", () => {
  assert.equal(to("a10", "Home"), "a0");
  assert.equal(to("a10", "End"), "a20");
});

test("a page is ten cards, and stops at the ends", () => {
  const long = [Array.from({ length: 25 }, (_, index) => `x${index}`)];
  assert.equal(to("x5", "PageDown", long), "x15");
  assert.equal(to("x20", "PageDown", long), "x24");
  assert.equal(to("x20", "PageUp", long), "x10");
  assert.equal(to("x5", "PageUp", long), "x0");
});

test("left and right skip empty columns and go to the nearest height", () => {
  assert.equal(to("a10", "ArrowRight"), "c14");
  assert.equal(to("c100", "ArrowLeft"), "a20");
});

test("of two cards at the same distance the upper one is next", () => {
  assert.equal(to("a10", "ArrowRight", [["a10"], ["b5", "b15"]]), "b5");
});

test("beside the outer columns there is nothing", () => {
  assert.equal(to("a0", "ArrowLeft"), undefined);
  assert.equal(to("c0", "ArrowRight"), undefined);
});

test("other keys and cards that are gone move nowhere", () => {
  assert.equal(to("a0", "x"), undefined);
  assert.equal(to("gone", "ArrowDown"), undefined);
});
