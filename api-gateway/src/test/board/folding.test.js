import assert from "node:assert/strict";
import { test } from "node:test";
import { folded, toggleFold, withFolding } from "#app/board/folding.js";

const column = /** @type {any} */ ({
  key: "L40",
  groups: [
    { key: "L40/free", cards: [1] },
    { key: "L40/used", cards: [2] },
  ],
});
/** @param {any[]} columns */
const foldedOf = (columns) => columns.flatMap(({ groups }) => groups.filter((/** @type {any} */ group) => group.folded));

test("a folded group stays folded until it is chosen again", () => {
  toggleFold("L40/used");
  assert.deepEqual(folded.value, ["L40/used"]);
  assert.deepEqual(
    foldedOf(withFolding([column], folded.value, false)).map(({ key }) => key),
    ["L40/used"],
  );
  toggleFold("L40/used");
  assert.deepEqual(foldedOf(withFolding([column], folded.value, false)), []);
});

test("a filter looks into folded groups", () => {
  assert.deepEqual(foldedOf(withFolding([column], ["L40/used"], true)), []);
});
