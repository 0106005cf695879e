import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { cart, markCommitted, newAttempt, patchItem, plan, planFor, removeItems, undo, undoable } from "#app/cart/cart.js";
import "./support/clock.js";

const move = (host, target = "p") => ({ kind: "move", host, source: "L40-n3", target });
const hosts = () => cart.value.map((item) => `${item.host}>${item.target}`);
const idOf = (host) => planFor(host).id;

beforeEach(() => {
  while (undoable.value > 0) undo();
  cart.set([]);
});

test("a plan is selected, acknowledges nothing and has an id of its own", () => {
  plan([move("h1"), move("h2")]);
  const [one, other] = cart.value;
  assert.deepEqual([one.selected, one.acknowledge], [true, []]);
  assert.notEqual(one.id, other.id);
});

test("a host has one plan: a later one replaces the earlier", () => {
  plan([move("h1", "p"), move("h2", "p")]);
  plan([move("h1", "q")]);
  assert.deepEqual(hosts(), ["h2>p", "h1>q"]);
});

test("undo takes back the last change, step by step, and then has nothing to do", () => {
  plan([move("h1", "p")]);
  plan([move("h1", "q")]);
  removeItems([idOf("h1")]);
  assert.deepEqual(hosts(), []);
  undo();
  assert.deepEqual(hosts(), ["h1>q"]);
  undo();
  assert.deepEqual(hosts(), ["h1>p"]);
  undo();
  assert.deepEqual(hosts(), []);
  assert.equal(undo(), false);
});

test("removing nothing removes nothing", () => {
  plan([move("h1")]);
  removeItems([]);
  removeItems(["unknown"]);
  assert.deepEqual(hosts(), ["h1>p"]);
});

test("undo does not bring back a plan that was sent in the meantime", () => {
  plan([move("h1", "p")]);
  const id = idOf("h1");
  plan([move("h1", "q")]);
  markCommitted(id); // another window sent it before it was replaced here
  undo();
  assert.deepEqual(hosts(), []);
});

test("undo does not plan a host again whose new plan was sent", () => {
  plan([move("h1", "p")]);
  plan([move("h1", "q")]);
  markCommitted(idOf("h1"));
  undo();
  assert.deepEqual(hosts(), []);
});

test("undo leaves the plan that another window has made for the host", () => {
  plan([move("h1", "p")]);
  removeItems([idOf("h1")]);
  cart.set([{ ...move("h1", "other"), id: "x", acknowledge: [], selected: true }]);
  undo();
  assert.deepEqual(hosts(), ["h1>other"]);
});

test("undo takes back a plan that was refused: its key changed, the plan is the same", () => {
  plan([move("h1", "p")]);
  newAttempt(idOf("h1"));
  undo();
  assert.deepEqual(hosts(), []);
});

test("a new attempt has a new key, so that the gateway does not answer with the old refusal", () => {
  plan([move("h1")]);
  const before = planFor("h1");
  newAttempt(before.id);
  const after = planFor("h1");
  assert.equal(after.id, before.id);
  assert.notEqual(after.key, before.key);
  assert.equal(after.sent, null);
});

test("a patch changes one plan and is no step to undo", () => {
  plan([move("h1"), move("h2")]);
  const steps = undoable.value;
  patchItem(idOf("h1"), { selected: false });
  assert.deepEqual(
    cart.value.map(({ selected }) => selected),
    [false, true],
  );
  assert.equal(undoable.value, steps);
  patchItem("unknown", { selected: false });
  assert.equal(planFor("h2").selected, true);
});

test("fifty changes can be undone, older ones no more", () => {
  for (let number = 0; number < 60; number++) plan([move(`h${number}`)]);
  assert.equal(undoable.value, 50);
  while (undo());
  assert.equal(cart.value.length, 10);
});
