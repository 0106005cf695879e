import assert from "node:assert/strict";
import { test } from "node:test";
import { eventHandler } from "#app/live-events.js";

function board(generation) {
  const calls = [];
  const handle = eventHandler({
    loadAll: () => calls.push("load all"),
    loadFleet: () => calls.push("load fleet"),
    applyOperation: (event) => calls.push(`operation ${event.id}`),
    generation: () => generation,
    setSnapshot: (event) => {
      generation = event.generation;
      calls.push(`snapshot ${event.generation}`);
    },
    hostsChanged: (hosts) => calls.push(`changed ${hosts ?? "any"}`),
  });
  return { calls, handle };
}

test("a stream that could not be resumed loads everything", () => {
  const { calls, handle } = board();
  handle("hello", { gateway: "a", resumed: false });
  assert.deepEqual(calls, ["load all"]);
});

test("a resumed stream loads nothing, because the missed events follow", () => {
  const { calls, handle } = board();
  handle("hello", { gateway: "a", resumed: true });
  assert.deepEqual(calls, []);
});

test("an open operation is applied; one that ended also loads the fleet", () => {
  const { calls, handle } = board();
  handle("operation", { id: "1", open: true });
  assert.deepEqual(calls, ["operation 1"]);
  handle("operation", { id: "1", open: false });
  assert.deepEqual(calls, ["operation 1", "operation 1", "load fleet"]);
});

test("a new generation tells which hosts changed; the same generation changes none", () => {
  const { calls, handle } = board(4);
  handle("snapshot", { generation: 5, changed_hosts: ["a", "b"] });
  handle("snapshot", { generation: 5, changed_hosts: ["a", "b"] });
  assert.deepEqual(calls, ["snapshot 5", "changed a,b", "snapshot 5"]);
});

test("without a list of hosts any host may have changed", () => {
  const { calls, handle } = board(4);
  handle("snapshot", { generation: 6 });
  assert.deepEqual(calls, ["snapshot 6", "changed any"]);
});

test("an event of an unknown type is ignored", () => {
  const { calls, handle } = board();
  handle("weather", { sunny: true });
  handle("message", {});
  assert.deepEqual(calls, []);
});

test("a freeze is shown at once", () => {
  const seen = [];
  const handle = eventHandler({ setFreeze: (state) => seen.push(state.mode) });
  handle("freeze", { mode: "FROZEN", number: 1 });
  assert.deepEqual(seen, ["FROZEN"]);
});

test("a change of the reservations is passed on", () => {
  const seen = [];
  const handle = eventHandler({ setReservations: (event) => seen.push(event.asking) });
  handle("reservations", { asking: 1, changed: [] });
  assert.deepEqual(seen, [1]);
});

test("a change of the approvals is passed on", () => {
  const seen = [];
  const handle = eventHandler({ setApprovals: (event) => seen.push(event.pending) });
  handle("approvals", { pending: 2, changed: [] });
  assert.deepEqual(seen, [2]);
});
