import assert from "node:assert/strict";
import { test } from "node:test";
import { filtersOf, filterStates } from "#app/operations/filter-query.js";
import { MIGRATION } from "./support/fleet.js";

const filters = (query) => filtersOf(new URLSearchParams(query));
const localDay = (year, month, day) => new Date(year, month - 1, day).toISOString();

test("the filters of the address are those of the API; others are left out", () => {
  const found = filters("state=DONE&host=h1&q=disk+full&theme=dark");
  assert.deepEqual([found.state, found.host, found.q, "theme" in found], ["DONE", "h1", "disk full", false]);
});

test("a filter that is not set is undefined, so that it is no parameter", () => {
  assert.equal(filters("").state, undefined);
  assert.equal(filters("").from, undefined);
});

test("a day begins at midnight of the user, and the last day is included", () => {
  const { from, to } = filters("from=2026-11-27&to=2026-11-28");
  assert.equal(from, localDay(2026, 11, 27));
  assert.equal(to, localDay(2026, 11, 29));
});

test("the last day of a month and of a year ends with the next one", () => {
  assert.equal(filters("to=2026-11-30").to, localDay(2026, 12, 1));
  assert.equal(filters("to=2026-12-31").to, localDay(2027, 1, 1));
});

test("a day that is none is no filter", () => {
  assert.equal(filters("from=yesterday").from, undefined);
  assert.equal(filters("to=2026").to, undefined);
});

test("states that wait for an operator come first, then ends, each name once", () => {
  const workflow = { states: new Map(MIGRATION.states.map((state) => [state.name, state])) };
  assert.deepEqual(filterStates([workflow, workflow]), ["NEEDS_OPERATOR", "DONE", "ROLLED_BACK", "FAILED"]);
  assert.deepEqual(filterStates([]), []);
});
