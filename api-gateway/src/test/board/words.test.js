import assert from "node:assert/strict";
import { test } from "node:test";
import { containsAll, wordsOf } from "#app/core/words.js";

test("no words match everything", () => {
  assert.deepEqual(wordsOf("  \t "), []);
  assert.equal(containsAll([], []), true);
});

test("every word has to occur, in any field and any case", () => {
  assert.equal(containsAll(wordsOf("L40 rack-7"), ["ca1-l40-02", "Rack-7"]), true);
  assert.equal(containsAll(wordsOf("L40 rack-8"), ["ca1-l40-02", "Rack-7"]), false);
});

test("a field without a value contains nothing, not even its name as JavaScript writes it", () => {
  assert.equal(containsAll(["undefined"], [undefined, "x"]), false);
  assert.equal(containsAll(["null"], [null]), false);
});

test("a word does not match across two fields", () => {
  assert.equal(containsAll(["ab"], ["a", "b"]), false);
});
