import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { applyEvent, loadOpen, onOperation, openByHost, openLoaded, operations, track } from "#app/operations/operation-store.js";
import { loadWorkflows } from "#app/operations/workflows.js";
import { fakeClock, settled } from "./support/clock.js";
import { fakeGateway, heldRoute, json } from "./support/gateway.js";
import { MIGRATION } from "./support/fleet.js";

const at = (second) => `2026-11-28T12:00:${String(second).padStart(2, "0")}Z`;
let number = 0;
let gateway;
let clock;

beforeEach(async () => {
  clock = fakeClock();
  gateway = fakeGateway({ "/api/workflows": { workflows: [MIGRATION] }, "/api/operations": { items: [] } });
  await loadWorkflows();
  operations.set(new Map());
});
afterEach(() => {
  gateway.restore();
  clock.restore();
});

const newId = () => `o${++number}`;
const event = (id, seq, state, more = {}) => ({
  id,
  kind: "migration",
  host: `host-${id}`,
  state,
  open: true,
  attempt: 0,
  seq,
  updated_at: at(seq),
  ...more,
});
const full = (id, seq, state, more = {}) => ({
  ...event(id, seq, state),
  request: { source_aggregate: "a", target_aggregate: "b" },
  created_at: at(0),
  steps: [],
  ...more,
});
const state = (id) => operations.value.get(id)?.state;

test("an event of an unknown operation loads its command", async () => {
  const id = newId();
  gateway.routes[`/api/operations/${id}`] = full(id, 1, "REQUESTED");
  applyEvent(event(id, 1, "REQUESTED"));
  await settled();
  assert.deepEqual(operations.value.get(id).request, { source_aggregate: "a", target_aggregate: "b" });
  applyEvent(event(id, 2, "REMOVED"));
  await settled();
  assert.deepEqual(gateway.paths().filter((path) => path.endsWith(id)).length, 1, "it is loaded once");
  assert.equal(state(id), "REMOVED");
});

test("a response that is overtaken by an event does not set the operation back", async () => {
  const id = newId();
  const held = heldRoute();
  gateway.routes[`/api/operations/${id}`] = held;
  applyEvent(event(id, 1, "REQUESTED"));
  applyEvent(event(id, 3, "DONE", { open: false }));
  await settled();
  await held.answer(0, full(id, 1, "REQUESTED"));
  assert.equal(state(id), "DONE");
  assert.equal(openByHost.value.has(`host-${id}`), false);
  assert.ok(operations.value.get(id).request, "the late response still adds the command");
});

test("events out of order leave the latest state", async () => {
  const id = newId();
  for (const [seq, name] of [
    [2, "REMOVED"],
    [1, "REQUESTED"],
    [3, "DONE"],
    [2, "REMOVED"],
  ])
    applyEvent(event(id, seq, name, { open: name !== "DONE", request: {} }));
  assert.equal(state(id), "DONE");
});

test("an operation that is no longer among the open ones is read again", async () => {
  const id = newId();
  gateway.routes[`/api/operations/${id}`] = full(id, 1, "REQUESTED");
  applyEvent(event(id, 1, "REQUESTED"));
  await settled();
  gateway.routes[`/api/operations/${id}`] = full(id, 4, "DONE", { open: false });
  await loadOpen();
  await settled();
  assert.equal(state(id), "DONE");
});

test("all pages of the open operations are read", async () => {
  const [first, second] = [newId(), newId()];
  gateway.routes["/api/operations"] = ({ path }) =>
    path.includes("cursor=next")
      ? { items: [full(second, 1, "REQUESTED")] }
      : { items: [full(first, 1, "REQUESTED")], next_cursor: "next" };
  await loadOpen();
  assert.equal(openLoaded.value, true);
  assert.ok(operations.value.has(first) && operations.value.has(second));
});

test("an operation that left the happy path shows how far it got, from its history", async () => {
  const id = newId();
  gateway.routes[`/api/operations/${id}`] = full(id, 5, "NEEDS_OPERATOR", {
    steps: [{ seq: 2, from_state: "REQUESTED", to_state: "REMOVED" }],
  });
  applyEvent(event(id, 5, "NEEDS_OPERATOR"));
  await settled();
  assert.equal(operations.value.get(id).happyPathState, "REMOVED");
});

test("an operation remembers its last state on the happy path", async () => {
  const id = newId();
  applyEvent(event(id, 2, "REMOVED", { request: {} }));
  applyEvent(event(id, 3, "ROLLING_BACK", { request: {} }));
  assert.equal(operations.value.get(id).happyPathState, "REMOVED");
});

test("a server error is tried again, a missing operation is not", async () => {
  const [broken, missing] = [newId(), newId()];
  gateway.routes[`/api/operations/${broken}`] = () => json(503, { title: "Unavailable" });
  track(broken);
  track(missing);
  await settled();
  gateway.routes[`/api/operations/${broken}`] = full(broken, 1, "REQUESTED");
  await clock.advance(60_000);
  assert.equal(state(broken), "REQUESTED");
  assert.equal(gateway.paths().filter((path) => path.endsWith(missing)).length, 1);
});

test("listeners learn of every change and whether an event caused it, until they stop listening", async () => {
  const id = newId();
  const seen = [];
  const stop = onOperation((operation, fromEvent) => seen.push([operation.state, fromEvent]));
  applyEvent(event(id, 1, "REQUESTED", { request: {} }));
  gateway.routes["/api/operations"] = { items: [full(id, 2, "REMOVED")] };
  await loadOpen();
  stop();
  applyEvent(event(id, 3, "DONE", { open: false, request: {} }));
  assert.deepEqual(seen, [
    ["REQUESTED", true],
    ["REMOVED", false],
  ]);
});

test("the answers of the API are not changed", async () => {
  const id = newId();
  const row = Object.freeze(full(id, 1, "REQUESTED"));
  gateway.routes["/api/operations"] = { items: [row] };
  await loadOpen();
  assert.equal("happyPathState" in row, false);
});
