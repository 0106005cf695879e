import assert from "node:assert/strict";
import { test } from "node:test";
import { fromEvent, latestOf, mergeOperation, mergeRow, openByHostOf } from "#app/operations/merging.js";
import { parse } from "#app/operations/search-tokens.js";

const MEMBERS = ["__proto__", "constructor", "prototype", "hasOwnProperty"];

/** As an answer would bring them: members of these names are ordinary ones in JSON. */
const event = (host) =>
  JSON.parse(
    `{"id":"${host}","kind":"migration","host":"${host}","state":"S1","open":true,"seq":1,"updated_at":"2026-11-28T12:00:00Z",
      "__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}`,
  );

const changesNoOther = () => {
  assert.equal({}.polluted, undefined);
  assert.equal([].polluted, undefined);
  assert.equal(typeof {}.hasOwnProperty, "function");
};

test("members with the names of prototypes change no other object", () => {
  for (const host of MEMBERS) {
    const merged = mergeOperation(event(host), fromEvent(event(host)));
    mergeRow(merged, event(host));
    latestOf([merged]);
    changesNoOther();
  }
});

test("hosts with the names of prototypes are hosts", () => {
  const open = openByHostOf(MEMBERS.map(event));
  for (const host of MEMBERS) assert.equal(open.get(host)?.host, host);
  assert.equal(open.get("toString"), undefined);
  changesNoOther();
});

test("a search for them is a search for texts", () => {
  for (const host of MEMBERS) parse(`${host}:x host:${host}`, { kinds: [], states: [] });
  changesNoOther();
});
