import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.document = { querySelector: () => ({ getAttribute: () => "/spot" }) };
const { withBase, withoutBase } = await import("#app/core/base.js");

test("an address of ours gets the path of the proxy, and an address of others none", () => {
  assert.equal(withBase("/board/L40?q=1"), "/spot/board/L40?q=1");
  assert.equal(withBase("https://netbox/1"), "https://netbox/1");
  assert.equal(withBase("//elsewhere/1"), "//elsewhere/1");
  assert.equal(withBase("#part"), "#part");
});

test("what the browser shows is ours without the path of the proxy", () => {
  assert.equal(withoutBase("/spot/board"), "/board");
  assert.equal(withoutBase("/spot"), "/");
  assert.equal(withoutBase("/spotless"), "/spotless");
});
