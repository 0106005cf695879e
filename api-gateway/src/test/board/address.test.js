import assert from "node:assert/strict";
import { test } from "node:test";

const { wrongInQuery } = await import("#app/core/address.js");

const KNOWN = { state: null, period: ["24h", "7d"] };
const wrong = (query, known = KNOWN) => wrongInQuery(new URLSearchParams(query), known).map(({ text }) => text);

test("a misspelt filter is named with those that are known", () => {
  assert.deepEqual(wrong("statee=x"), ["“statee” is no filter of this page. Known are state, period."]);
  assert.deepEqual(wrong("x=1", {}), ["“x” is no filter of this page. It has none."]);
});

test("a value that is not possible is named with those that are", () => {
  assert.deepEqual(wrong("period=1y"), ["period is “1y” and must be 24h or 7d, so it is ignored."]);
});

test("what a page understands is no mistake", () => {
  assert.deepEqual(wrong("state=ANY&period=7d"), []);
  assert.deepEqual(wrong("toString=1").length, 1);
});
