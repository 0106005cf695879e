import assert from "node:assert/strict";
import { test } from "node:test";
import { fromEvent, isNewer, latestOf, mergeOperation, mergeRow, openByHostOf } from "#app/operations/merging.js";

const at = (second) => `2026-11-28T12:00:${String(second).padStart(2, "0")}Z`;
const event = (seq, more = {}) => ({
  id: "o1",
  kind: "migration",
  host: "h1",
  state: `S${seq}`,
  open: true,
  seq,
  updated_at: at(seq),
  ...more,
});

test("an event removes what it no longer has: a cause, a pause, a requested action", () => {
  const known = event(1, { cause: "503", available_at: at(9), pending_action: "RETRY" });
  const merged = mergeOperation(known, fromEvent(event(2)));
  assert.deepEqual([merged.cause, merged.available_at, merged.pending_action], [null, null, null]);
});

test("an operation that ended by an event has the time of its end", () => {
  assert.equal(fromEvent(event(3, { open: false })).ended_at, at(3));
  assert.equal("ended_at" in fromEvent(event(3)), false);
});

test("the exact end of a later response replaces that time", () => {
  const merged = mergeOperation(fromEvent(event(3, { open: false })), event(3, { open: false, ended_at: at(2) }));
  assert.equal(merged.ended_at, at(2));
});

test("the later entry of the history wins, in whichever order they arrive", () => {
  const [older, newer] = [event(4), event(5)];
  assert.equal(mergeOperation(older, newer).state, "S5");
  assert.equal(mergeOperation(newer, older).state, "S5");
});

test("the same entry twice changes nothing", () => {
  assert.deepEqual(mergeOperation(event(4), event(4)), mergeOperation(undefined, event(4, { happyPathState: undefined })));
});

test("a clock that went back does not make an entry older", () => {
  const newer = event(5, { updated_at: at(1) });
  assert.equal(mergeOperation(event(4), newer).state, "S5");
  assert.equal(mergeOperation(newer, event(4)).state, "S5");
});

test("of the same entry the later update wins", () => {
  assert.equal(isNewer(event(4, { updated_at: at(9) }), event(4)), true);
  assert.equal(isNewer(event(4), event(4, { updated_at: at(9) })), false);
  assert.equal(isNewer(event(4), event(4)), false);
});

test("without numbers the time decides", () => {
  const known = { updated_at: at(5) };
  assert.equal(isNewer(known, { updated_at: at(4) }), true);
  assert.equal(isNewer(known, { updated_at: at(6) }), false);
});

test("a late response still adds the command, and nothing else", () => {
  const late = event(2, { request: { source_aggregate: "a" }, reason: "demand", created_at: at(0), cause: "old" });
  const merged = mergeOperation(fromEvent(event(5)), late);
  assert.deepEqual([merged.request, merged.reason, merged.created_at], [{ source_aggregate: "a" }, "demand", at(0)]);
  assert.deepEqual([merged.state, merged.cause], ["S5", null]);
});

test("a field without a value does not hide the command of a late response", () => {
  const merged = mergeOperation(event(5, { request: undefined }), event(2, { request: { a: 1 } }));
  assert.deepEqual(merged.request, { a: 1 });
});

test("an operation keeps its progress when an update does not know it", () => {
  assert.equal(mergeOperation(event(4, { happyPathState: "REMOVED" }), event(5)).happyPathState, "REMOVED");
  assert.equal(mergeOperation(event(5), event(4, { happyPathState: "REMOVED" })).happyPathState, "REMOVED");
  assert.equal(mergeOperation(event(4, { happyPathState: "A" }), event(5, { happyPathState: "B" })).happyPathState, "B");
});

test("merging changes neither of the two", () => {
  const [known, update] = [Object.freeze(event(4)), Object.freeze(event(5))];
  mergeOperation(known, update);
  const first = mergeOperation(undefined, update);
  first.state = "changed";
  assert.equal(update.state, "S5");
});

test("every open operation is kept, and the forty latest ended ones", () => {
  const all = Array.from({ length: 60 }, (_, number) =>
    event(1, { id: `o${number}`, open: number < 15, created_at: new Date(Date.UTC(2026, 0, 1, 0, number)).toISOString() }),
  );
  const kept = latestOf(all);
  assert.equal(kept.filter(({ open }) => open).length, 15);
  assert.equal(kept.filter(({ open }) => !open).length, 40);
  assert.equal(kept[0].id, "o59");
  assert.equal(
    kept.some(({ id }) => id === "o19"),
    false,
  );
});

test("of two open operations of a host the newer counts: the end of the other is not known yet", () => {
  const [older, newer] = [event(9, { id: "older", created_at: at(1) }), event(1, { id: "newer", created_at: at(30) })];
  for (const all of [
    [older, newer],
    [newer, older],
  ])
    assert.equal(openByHostOf(latestOf(all)).get("h1").id, "newer");
});

test("an ended operation holds no host", () => {
  assert.equal(openByHostOf([event(1, { open: false })]).size, 0);
});

test("a row of the history takes over what is newer, and keeps what only the row knows", () => {
  const row = event(3, { created_at: at(0), reason: "demand" });
  const merged = mergeRow(row, fromEvent(event(4, { open: false })));
  assert.deepEqual([merged.state, merged.reason, merged.created_at, merged.ended_at], ["S4", "demand", at(0), at(4)]);
});

test("an older state of the operation does not set a row back", () => {
  const row = event(5, { ended_at: at(5), open: false });
  assert.equal(mergeRow(row, event(4)), row);
  assert.equal(mergeRow(row, undefined), row);
});
