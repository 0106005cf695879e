import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { loadVerdicts, verdictFor, verdictsLoaded } from "#app/fleet/move-verdicts.js";
import { snapshot } from "#app/fleet/snapshot.js";
import { settled } from "./support/clock.js";
import { fakeGateway, heldRoute, json } from "./support/gateway.js";
import { host, pool } from "./support/fleet.js";

const TARGET = pool("p", "SPOT");
const hostsIn = (path) => new URL(path, "http://board").searchParams.getAll("host");
const answer = (path, result, reason = "") => ({
  generation: 1,
  hosts: hostsIn(path).map((name) => ({ host: name, targets: [{ aggregate: "p", result, reason, acknowledge: [] }] })),
});
const verdict = (...names) =>
  verdictFor(
    names.map((name) => ({ host: host(name) })),
    TARGET,
  );

let gateway;
let generation = 100;

beforeEach(() => {
  gateway = fakeGateway();
  snapshot.set({ generation: ++generation, sources: [] }); // forgets the verdicts of the test before
});
afterEach(() => gateway.restore());

const respond = (result, reason) => (gateway.routes["/api/move-verdicts"] = ({ path }) => answer(path, result, reason));

test("before the answer a host is being checked, and may be planned", () => {
  const { result, text, movable } = verdict("h1");
  assert.equal(result, "unchecked");
  assert.equal(text, "Checking …");
  assert.equal(movable.length, 1);
});

test("the gateway decides: allowed, to be confirmed or refused", async () => {
  respond("ALLOWED");
  await loadVerdicts(["h1"]);
  assert.equal(verdict("h1").text, "Move here");
  respond("ACKNOWLEDGE", "3 VMs move with it");
  await loadVerdicts(["h2"]);
  assert.equal(verdict("h2").text, "Needs confirmation: 3 VMs move with it");
  respond("REFUSED", "a VM runs on it");
  await loadVerdicts(["h3"]);
  assert.deepEqual([verdict("h3").text, verdict("h3").short, verdict("h3").movable], ["Refused: a VM runs on it", "Refused", []]);
});

test("a host that is already in the pool is not called refused", async () => {
  respond("REFUSED", "already in this pool");
  await loadVerdicts(["h1"]);
  assert.equal(verdict("h1").text, "Already in this pool");
  assert.equal(verdict("h1").short, "Already in this pool");
});

test("an open operation refuses without asking the gateway", () => {
  assert.equal(verdictFor([{ host: host("h1"), operation: { id: "o" } }], TARGET).text, "Refused: held by an open operation");
});

test("known verdicts are not read again, also while the answer is on its way", async () => {
  respond("ALLOWED");
  await Promise.all([loadVerdicts(["h1"]), loadVerdicts(["h1", "h1"])]);
  await loadVerdicts(["h1"]);
  assert.equal(gateway.requests.length, 1);
  await loadVerdicts(["h1", "h2"]);
  assert.deepEqual(gateway.paths()[1], "/api/move-verdicts?host=h2");
});

test("a new snapshot makes verdicts unknown", async () => {
  respond("ALLOWED");
  await loadVerdicts(["h1"]);
  snapshot.set({ generation: ++generation, sources: [] });
  respond("REFUSED", "no");
  await loadVerdicts(["h1"]);
  assert.equal(verdict("h1").result, "refused");
});

test("many hosts are asked for in parts of a hundred", async () => {
  respond("ALLOWED");
  const names = Array.from({ length: 201 }, (_, index) => `h${index}`);
  await loadVerdicts(names);
  assert.deepEqual(
    gateway.paths().map((path) => hostsIn(path).length),
    [100, 100, 1],
  );
  assert.equal(verdict(...names).text, "Move 201 here");
});

test("a failed read says why, may be planned, and is tried again", async () => {
  gateway.routes["/api/move-verdicts"] = () => json(503, { title: "Unavailable", detail: "No database." });
  await loadVerdicts(["h1"]);
  assert.equal(verdict("h1").text, "Not checked: No database.");
  assert.equal(verdict("h1").movable.length, 1);
  respond("ALLOWED");
  await loadVerdicts(["h1"]);
  assert.equal(verdict("h1").result, "allowed");
});

test("a pool that the answer does not name is not being checked for ever", async () => {
  gateway.routes["/api/move-verdicts"] = ({ path }) => ({
    generation,
    hosts: hostsIn(path).map((name) => ({ host: name, targets: [] })),
  });
  await loadVerdicts(["h1"]);
  assert.equal(verdict("h1").result, "unchecked");
  assert.match(verdict("h1").text, /^Not checked: /);
});

test("a late answer about an earlier snapshot does not replace a newer one", async () => {
  const held = heldRoute();
  gateway.routes["/api/move-verdicts"] = held;
  const before = loadVerdicts(["h1"]);
  await settled();
  snapshot.set({ generation: ++generation, sources: [] });
  const after = loadVerdicts(["h1"]);
  await settled();
  await held.answer(1, answer(held.waiting[1].request.path, "REFUSED", "now a VM runs on it"));
  await after;
  await held.answer(0, answer(held.waiting[0].request.path, "ALLOWED"));
  await before;
  assert.equal(verdict("h1").text, "Refused: now a VM runs on it");
});

test("every answer is announced, so that open views show it", async () => {
  respond("ALLOWED");
  const seen = [];
  const stop = verdictsLoaded.subscribe((number) => seen.push(number));
  await loadVerdicts(["h1"]);
  stop();
  assert.equal(seen.length, 1);
});

test("of several hosts the worst verdict counts, and the text tells how many", async () => {
  respond("ALLOWED");
  await loadVerdicts(["ok"]);
  respond("ACKNOWLEDGE", "VMs");
  await loadVerdicts(["ask1", "ask2"]);
  respond("REFUSED", "spot hosts must be empty");
  await loadVerdicts(["no1", "no2"]);
  assert.deepEqual(
    [verdict("ok", "ask1").result, verdict("ok", "ask1").text],
    ["acknowledge", "Move 2 here, 1 host needs confirmation"],
  );
  assert.equal(verdict("ok", "ask1", "ask2").text, "Move 3 here, 2 hosts need confirmation");
  const some = verdict("ok", "no1", "no2");
  assert.deepEqual([some.result, some.short], ["partly", "Some of them"]);
  assert.equal(some.text, "Move 1 here, 2 refused (spot hosts must be empty)");
  const none = verdict("no1", "no2");
  assert.deepEqual([none.result, none.text], ["refused", "Refused: spot hosts must be empty"]);
  assert.equal(verdict("ok", "unknown").text, "Move 2 here, 1 not checked");
});

test("an unknown verdict of a newer gateway is not taken for an allowed move", async () => {
  respond("PERHAPS", "the moon is full");
  await loadVerdicts(["h1"]);
  assert.equal(verdict("h1").result, "unchecked");
  assert.equal(verdict("h1").text, "Not checked: the moon is full");
});
