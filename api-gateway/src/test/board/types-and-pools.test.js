import assert from "node:assert/strict";
import { test } from "node:test";
import { contractName, gpuSentence, inOrder, isContract, kindTitle } from "#app/fleet/pools.js";
import { firstType, freeIn, kindsOf, poolsOf, typeLinks } from "#app/fleet/type-list.js";
import { whyNoLaunch } from "#app/launch/launch-condition.js";
import { counts, host } from "./support/fleet.js";

const sold = (name, kind, free = 0, nvlinks = false) => ({ name, pool: kind, nvlinks, gpus: counts({ free }) });
const type = (name, ...soldIn) => ({ gpu_type: name, hosts: 1, sold_in: soldIn });
const all = (types, pools = []) => ({ generation: 1, gpu_types: types, unclassified: { pools, hosts: 3 } });

test("before the types are known there are no links", () => {
  assert.deepEqual(typeLinks(null), []);
});

test("one type needs no page of all types, several do", () => {
  assert.deepEqual(
    typeLinks(all([type("L40")])).map(({ path }) => path),
    ["L40"],
  );
  assert.deepEqual(
    typeLinks(all([type("L40"), type("H100")])).map(({ path }) => path),
    ["all", "L40", "H100"],
  );
});

test("contracts of an unknown type have a board; other unclassified pools have none", () => {
  assert.deepEqual(
    typeLinks(all([type("L40")], ["Contract-acme"])).map(({ path, hosts }) => [path, hosts]),
    [
      ["all", undefined],
      ["L40", 1],
      ["unclassified", 3],
    ],
  );
  assert.equal(typeLinks(all([type("L40")], ["maintenance"])).length, 1);
});

test("the last used type opens, if there still is such a type", () => {
  const types = [type("H100"), type("L40")];
  assert.equal(firstType(types, "L40"), "L40");
  assert.equal(firstType(types, "gone"), "H100");
  assert.equal(firstType(types, null), "H100");
  assert.equal(firstType([], "L40"), "unclassified");
});

test("kinds of pools are named once, in the order of the board", () => {
  const types = [
    type("L40", sold("s", "SPOT"), sold("o", "ON_DEMAND")),
    type("H100", sold("on", "ON_DEMAND", 0, true), sold("s2", "SPOT")),
  ];
  assert.deepEqual(kindsOf(types), ["On-demand", "On-demand NVLink", "Spot"]);
});

test("free GPUs of a kind are those of all its pools", () => {
  const one = type("L40", sold("a", "SPOT", 3), sold("b", "SPOT", 4), sold("c", "RUNPOD", 8));
  assert.equal(freeIn(poolsOf(one, "Spot")), 7);
  assert.equal(freeIn(poolsOf(one, "On-demand")), 0);
});

test("a pool of an unknown kind has a title and comes last", () => {
  assert.equal(kindTitle({ name: "x", pool: "BARE_METAL" }), "BARE_METAL");
  assert.equal(kindTitle({ name: "x" }), "x");
  assert.deepEqual(
    inOrder([
      { name: "x" },
      { name: "y", pool: "BARE_METAL" },
      { name: "c", pool: "CONTRACT" },
      { name: "r", pool: "RUNPOD" },
    ]).map(({ name }) => name),
    ["r", "c", "x", "y"],
  );
});

test("contracts are called by their customer, whatever the case of the prefix; NVLink is no part of it", () => {
  assert.deepEqual(
    [contractName("contract-acme"), contractName("Contract-acme"), contractName("my-contract-x")],
    ["acme", "acme", "my-contract-x"],
  );
  assert.deepEqual([isContract("CONTRACT-x"), isContract("x-contract")], [true, false]);
  assert.equal(kindTitle({ name: "contract-a", pool: "CONTRACT", nvlinks: true }), "Contract");
});

test("ordering leaves the list as it was", () => {
  const pools = [{ name: "b" }, { name: "a" }];
  inOrder(pools);
  assert.equal(pools[0].name, "b");
});

test("the sentence of the totals leaves out what is none", () => {
  assert.equal(gpuSentence(counts({ free: 1, used: 2, sellable: 3 })), "1 GPU free, 2 used of 3 that can be sold");
  assert.match(gpuSentence(counts({ under_way: 8, out_of_stock: 4 })), /8 on hosts under way, 4 out of stock$/);
});

test("a launch needs an empty host in stock that nothing holds; the first reason is told", () => {
  assert.equal(whyNoLaunch(host("h"), undefined, null), null);
  assert.equal(whyNoLaunch(host("h"), undefined, "launch is not configured"), "launch is not configured");
  assert.equal(whyNoLaunch(host("h", { has_vms: true }), { id: "o" }, null), "held by an open operation");
  assert.equal(whyNoLaunch(host("h", { has_vms: true, status: "OUT_OF_STOCK" }), undefined, null), "a VM runs on it");
  assert.equal(whyNoLaunch(host("h", { status: "OUT_OF_STOCK" }), undefined, null), "out of stock");
});
