import assert from "node:assert/strict";
import { test } from "node:test";
import { movePlans } from "#app/board/move-plans.js";
import { host, pool } from "./support/fleet.js";

const SOURCE = pool("L40-n3", "SPOT");
const TARGET = pool("contract-acme", "CONTRACT");
const card = (hostname, source = SOURCE) => ({ host: host(hostname), source });
const verdict = (items, results, text = "Refused: no") => {
  const verdicts = items.map((item, index) => ({
    host: item.host,
    result: results[index],
    reason: "a VM runs on it",
    acknowledge: [],
  }));
  return { verdicts, movable: verdicts.filter(({ result }) => result !== "refused"), text };
};

test("each host that may go gets a plan from its own pool", () => {
  const items = [card("h1"), card("h2", pool("other", "RUNPOD"))];
  const { plans, text } = movePlans(items, TARGET, verdict(items, ["allowed", "unchecked"]));
  assert.deepEqual(
    plans.map(({ kind, host: name, source, target }) => [kind, name, source, target]),
    [
      ["move", "h1", "L40-n3", "contract-acme"],
      ["move", "h2", "other", "contract-acme"],
    ],
  );
  assert.equal(text, "2 hosts planned to acme");
});

test("refused hosts are left out and counted, with the reason", () => {
  const items = [card("h1"), card("h2"), card("h3")];
  const { plans, text } = movePlans(items, TARGET, verdict(items, ["allowed", "refused", "refused"]));
  assert.equal(plans.length, 1);
  assert.equal(text, "h1 planned to acme; 2 refused: a VM runs on it");
});

test("a host in no pool is placed: its plan has no source", () => {
  const items = [card("h1", null)];
  const { plans, text } = movePlans(items, TARGET, verdict(items, ["allowed"]));
  assert.deepEqual(
    plans.map(({ source, target }) => [source, target]),
    [["", TARGET.name]],
  );
  assert.equal(text, "h1 planned to acme");
});

test("a host that is dropped on no pool is withdrawn: its plan has no target", () => {
  const items = [card("h1")];
  const { plans, text } = movePlans(items, { name: "" }, verdict(items, ["allowed"]));
  assert.equal(plans[0].target, "");
  assert.equal(text, "h1 planned to Out of stock");
});

test("a host that may go once it is empty gets a plan that waits", () => {
  const items = [card("h1"), card("h2")];
  const { plans, text } = movePlans(items, TARGET, verdict(items, ["waits", "allowed"]));
  assert.deepEqual(
    plans.map(({ deadline }) => Boolean(deadline)),
    [true, false],
  );
  assert.equal(text, "2 hosts planned to acme; 1 wait until they are empty");
});

test("if nothing can be planned the text says why", () => {
  const refused = [card("h1")];
  assert.deepEqual(movePlans(refused, TARGET, verdict(refused, ["refused"])), { plans: [], text: "Refused: no" });
});
