import assert from "node:assert/strict";
import { test } from "node:test";
import { columnsIn, widthOf } from "#app/board/card-layout.js";

test("a column has its share of the board, and never less than the style sheet allows", () => {
  assert.equal(widthOf(1440, 6), (1440 - 16 + 8) / 6 - 8);
  assert.equal(widthOf(820, 6), 204);
  assert.equal(widthOf(820, 0), widthOf(820, 1), "before there is a column");
});

test("cards stand side by side only where each has its least width", () => {
  assert.equal(columnsIn(widthOf(1440, 6) - 12, 225), 1);
  assert.equal(columnsIn(widthOf(2560, 6) - 12, 225), 1);
  assert.equal(columnsIn(widthOf(2560, 6) - 12, 158), 2);
  assert.equal(columnsIn(100, 225), 1, "one card in the narrowest column");
});
