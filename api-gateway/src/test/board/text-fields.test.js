import assert from "node:assert/strict";
import { test } from "node:test";
import { namesIn } from "#app/shell/text-fields.js";

test("names are read one in a line", () => {
  assert.deepEqual(namesIn(" L40-n3 \n\nL40-n3-spot\n"), ["L40-n3", "L40-n3-spot"]);
});
