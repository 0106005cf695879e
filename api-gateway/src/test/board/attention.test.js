import assert from "node:assert/strict";
import { test } from "node:test";

const { titleOf } = await import("#app/core/title.js");

test("the title of the tab begins with how much waits for a person", () => {
  assert.equal(titleOf("L40", 2), "(2) L40 · Spot Manager");
  assert.equal(titleOf("L40", 0), "L40 · Spot Manager");
  assert.equal(titleOf("", 0), "Spot Manager");
});

globalThis.addEventListener ??= () => {};
globalThis.document ??= { documentElement: { dataset: {} }, addEventListener: () => {} };
globalThis.matchMedia ??= () => ({ addEventListener: () => {} });
globalThis.localStorage ??= { getItem: () => null, setItem: () => {} };
globalThis.sessionStorage ??= globalThis.localStorage;
const { newlyWaiting } = await import("#app/shell/attention.js");

test("what waited before the page was opened, or is told already, is not notified", () => {
  const [one, other] = [{ id: "a" }, { id: "b" }];
  assert.deepEqual(newlyWaiting(null, [one]), []);
  assert.deepEqual(newlyWaiting(new Set(["a"]), [one, other]), [other]);
});
