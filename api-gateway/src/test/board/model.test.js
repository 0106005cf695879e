import assert from "node:assert/strict";
import { test } from "node:test";
import { columns } from "#app/board/model.js";
import { counts, host, pool } from "./support/fleet.js";

const fleet = (more = {}) => ({
  state: "ready",
  gpuType: "L40",
  pools: [],
  contracts: [],
  contractSummary: null,
  outOfStock: [],
  ...more,
});
const options = (more = {}) => ({
  filter: "",
  contract: "",
  hideEmpty: false,
  plans: new Map(),
  cart: [],
  openByHost: new Map(),
  ...more,
});
const move = (name, target) => ({
  id: `plan-${name}`,
  kind: "move",
  host: name,
  source: "L40-n3",
  target,
  acknowledge: [],
  selected: true,
});
const outline = (column) => column.groups.map((group) => [group.title, ...group.cards.map((card) => card.host.hostname)]);
const named = (all, key) => all.find((column) => column.key === key);

test("an empty fleet has a contract column and an out of stock column, both empty", () => {
  const all = columns(fleet(), options());
  assert.deepEqual(
    all.map(({ key, totals }) => [key, totals.hosts]),
    [
      ["contracts", 0],
      ["out", 0],
    ],
  );
});

test("columns are ordered by kind, NVLink after its own kind, contracts and out of stock last", () => {
  const pools = [
    pool("s", "SPOT"),
    pool("od-nv", "ON_DEMAND", [], { nvlinks: true }),
    pool("od", "ON_DEMAND"),
    pool("r", "RUNPOD"),
  ];
  assert.deepEqual(
    columns(fleet({ pools }), options()).map(({ key }) => key),
    ["r", "od", "od-nv", "s", "contracts", "out"],
  );
});

test("hosts of one pool are grouped: available by owner, without an owner last, then those in use", () => {
  const hosts = [
    host("h10", { owner_group: "Zeta" }),
    host("h9"),
    host("h2", { owner_group: "Alpha" }),
    host("h1", { status: "IN_USE", gpu_used: 4 }),
    host("h3", { status: "IN_USE", gpu_used: 1 }),
  ];
  assert.deepEqual(outline(named(columns(fleet({ pools: [pool("p", "SPOT", hosts)] }), options()), "p")), [
    ["Available · Alpha", "h2"],
    ["Available · Zeta", "h10"],
    ["Available · owner unknown", "h9"],
    ["In use", "h3", "h1"],
  ]);
});

test("numbers in names are ordered as numbers", () => {
  const [column] = columns(fleet({ pools: [pool("p", "SPOT", [host("h10"), host("h2"), host("h1")])] }), options());
  assert.deepEqual(outline(column)[0], ["Available", "h1", "h2", "h10"]);
});

test("a host of an unknown status is shown among those in use, not lost", () => {
  const [column] = columns(fleet({ pools: [pool("p", "SPOT", [host("h1", { status: "RESERVED" })])] }), options());
  assert.deepEqual(outline(column), [["In use", "h1"]]);
});

test("a host out of stock is in the last column only, under its first reason", () => {
  const down = host("h1", { status: "OUT_OF_STOCK", reasons: [{ code: "SERVICE_DOWN" }, { code: "NETBOX_STATUS" }] });
  const odd = host("h2", { status: "OUT_OF_STOCK", reasons: [{ code: "NEWER_REASON" }] });
  const none = host("h3", { status: "OUT_OF_STOCK" });
  const all = columns(fleet({ pools: [pool("p", "SPOT", [down])], outOfStock: [odd, none, down] }), options());
  assert.deepEqual(outline(named(all, "p")), [["In use"]]);
  assert.deepEqual(outline(named(all, "out")), [
    ["Not active in NetBox", "h1"],
    ["Other reasons", "h2"],
    ["Other reasons", "h3"],
  ]);
  assert.deepEqual(named(all, "out").totals, {
    hosts: 3,
    hosts_available: 0,
    arriving: 0,
    gpus: counts({ out_of_stock: 24, total: 24 }),
  });
});

test("an arriving host is counted and shown in its target", () => {
  const arriving = host("h1", { moving: { operation: "o", from: "a", to: "p" } });
  const [column] = columns(fleet({ pools: [pool("p", "SPOT", [], { arriving: [arriving] })] }), options());
  assert.deepEqual(outline(column), [["Arriving", "h1"], ["In use"]]);
  assert.equal(column.groups[0].cards[0].arriving, true);
  assert.equal(column.totals.arriving, 1);
});

test("the filter wants every word, and changes no totals", () => {
  const hosts = [host("ca1-01", { tenant: "Acme" }), host("ca1-02"), host("us1-03", { tenant: "Acme" })];
  const source = pool("p", "SPOT", hosts, { gpu_summary: { hosts: 3, hosts_available: 3, gpus: counts({ free: 24 }) } });
  const [column] = columns(fleet({ pools: [source] }), options({ filter: " ACME  ca1 " }));
  assert.deepEqual(outline(column), [["Available", "ca1-01"], ["In use"]]);
  assert.equal(column.totals.hosts, 3);
});

test("a card knows the pool it leaves, its plan and its open operation", () => {
  const source = pool("L40-n3", "SPOT", [host("h1")]);
  const plan = move("h1", "other");
  const operation = { id: "o1", host: "h1" };
  const [column] = columns(
    fleet({ pools: [source] }),
    options({ plans: new Map([["h1", plan]]), cart: [plan], openByHost: new Map([["h1", operation]]) }),
  );
  const [card] = column.groups[0].cards;
  assert.equal(card.source, source);
  assert.equal(card.plan, plan);
  assert.equal(card.operation, operation);
});

test("plans stand first in their target; launches are no moves", () => {
  const launch = { ...move("h2", "p"), kind: "launch" };
  const [column] = columns(fleet({ pools: [pool("p", "SPOT")] }), options({ cart: [move("h1", "p"), launch, move("h3", "q")] }));
  assert.deepEqual(
    column.groups[0].plans.map((plan) => plan.host),
    ["h1"],
  );
  assert.equal(column.groups[0].title, "Planned");
});

const contracts = () => [
  pool("contract-b", "CONTRACT", [host("h2", { gpu_used: 8, status: "IN_USE" }), host("h1")]),
  pool("contract-a", "CONTRACT"),
];

test("all contracts are groups of one column, each a target of its own", () => {
  const column = named(columns(fleet({ contracts: contracts() }), options()), "contracts");
  assert.deepEqual(outline(column), [["a"], ["b", "h1", "h2"]]);
  assert.deepEqual(
    column.groups.map((group) => group.target.name),
    ["contract-a", "contract-b"],
  );
  assert.equal(column.target, null);
  assert.equal(column.name, "2 contracts");
});

test("hiding empty contracts keeps those with a host, an arriving host or a plan", () => {
  const empty = [pool("contract-x", "CONTRACT"), pool("contract-y", "CONTRACT", [], { arriving: [host("h3")] })];
  const shown = (cart) =>
    named(columns(fleet({ contracts: [...contracts(), ...empty] }), options({ hideEmpty: true, cart })), "contracts").groups.map(
      ({ title }) => title,
    );
  assert.deepEqual(shown([]), ["b", "y"]);
  assert.deepEqual(shown([move("h9", "contract-x")]), ["b", "x", "y"]);
});

test("a chosen contract fills the column and is its target", () => {
  const column = named(columns(fleet({ contracts: contracts() }), options({ contract: "contract-b" })), "contracts");
  assert.equal(column.target.name, "contract-b");
  assert.deepEqual(outline(column), [
    ["Available", "h1"],
    ["In use", "h2"],
  ]);
});

test("a contract that no longer exists shows all of them", () => {
  const column = named(columns(fleet({ contracts: contracts() }), options({ contract: "contract-gone" })), "contracts");
  assert.equal(column.groups.length, 2);
  assert.equal(column.target, null);
});

test("the keys of cards differ when a host is shown twice", () => {
  const twice = host("h1", { status: "OUT_OF_STOCK" });
  const all = columns(fleet({ pools: [pool("p", "SPOT", [host("h1")])], outOfStock: [twice] }), options());
  const keys = all.flatMap(({ groups }) => groups.flatMap(({ cards }) => cards.map(({ key }) => key)));
  assert.equal(new Set(keys).size, 2);
});
