import assert from "node:assert/strict";
import { test } from "node:test";
import { filtersOf, filterStates, wrongValues } from "#app/operations/filter-query.js";
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

test("states that wait for an operator come first, then ends, then all others, each name once", () => {
  const workflow = { states: new Map(MIGRATION.states.map((state) => [state.name, state])) };
  assert.deepEqual(filterStates([workflow, workflow]), [
    "NEEDS_OPERATOR",
    "DONE",
    "ADOPTED",
    "ROLLED_BACK",
    "FAILED",
    "REQUESTED",
    "REMOVED",
    "ROLLING_BACK",
  ]);
  assert.deepEqual(filterStates([]), []);
});

test("a begin may be how long ago it was", () => {
  const ago = Date.now() - Date.parse(filters("from=24h").from);
  assert.ok(Math.abs(ago - 86_400_000) < 5_000, `${ago} ms ago`);
  assert.equal(filters("from=2weeks").from, undefined);
});

test("a value that would find nothing, or be left out, is told with what would be right", () => {
  const wrong = (query) =>
    wrongValues(new URLSearchParams(query), { states: ["DONE"], kinds: ["migration"] }).map(({ name }) => name);
  assert.deepEqual(wrong("state=DONE&kind=migration&from=7d&to=2026-11-28&open=true&q=x"), []);
  assert.deepEqual(wrong("state=GONE&kind=x&from=soon&to=2026-02-31&open=maybe"), ["state", "kind", "from", "to", "open"]);
});
