import assert from "node:assert/strict";
import { test } from "node:test";
import { columns } from "#app/board/model.js";
import { hiddenTenants } from "#app/board/card.js";
import { withNumbers } from "#app/fleet/gpu-types.js";
import { whole } from "#app/launch/firewall-part.js";
import { completed, summary } from "#app/reconciliation/differences.js";
import { applyFreeze, freeze } from "#app/shell/freeze.js";
import { fromEvent, latestOf, mergeOperation, mergeRow, openByHostOf } from "#app/operations/merging.js";
import { parse } from "#app/operations/search-tokens.js";
import { host, pool } from "./support/fleet.js";

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

/** Each lacks what another release did not send, or has null in its place. */
const lacking = (answer, ...members) => [
  Object.fromEntries(Object.entries(answer).filter(([name]) => !members.includes(name))),
  { ...answer, ...Object.fromEntries(members.map((name) => [name, null])) },
];

test("a user without a freeze changes nothing of it", () => {
  applyFreeze({ mode: "FROZEN", number: 7 });
  for (const none of [undefined, null]) applyFreeze(none);
  assert.equal(freeze.value.number, 7);
});

test("GPU types without their pools and reasons have none", () => {
  const type = { gpu_type: "L40", out_of_stock_reasons: [{ code: "SERVICE_DOWN", hosts: 1 }], sold_in: [] };
  for (const older of lacking(type, "out_of_stock_reasons", "sold_in")) {
    const [read] = withNumbers({ generation: 1, gpu_types: [older] }).gpu_types;
    assert.deepEqual([read.out_of_stock_reasons, read.sold_in], [[], []]);
  }
  assert.equal(withNumbers({ gpu_types: [], gpu_type_details: [type] }).gpu_types[0].out_of_stock_reasons.length, 1);
});

test("pools without arriving hosts, and hosts without hidden tenants, are shown", () => {
  const context = { filter: "", contract: "", hideEmpty: true, plans: new Map(), cart: [], openByHost: new Map() };
  for (const older of lacking(pool("L40-n3", "ON_DEMAND", [host("h1")]), "arriving"))
    for (const contract of lacking(pool("Contract-acme", "CONTRACT", [host("h2")]), "arriving")) {
      const all = {
        state: "ready",
        gpuType: "L40",
        pools: [older],
        contracts: [contract],
        contractSummary: null,
        outOfStock: [],
      };
      assert.deepEqual(
        columns(all, context).map(({ totals }) => totals.arriving),
        [0, 0, 0],
      );
    }
  for (const older of lacking(host("h1"), "hidden_tenants")) assert.deepEqual(hiddenTenants(older), []);
});

test("differences without a list or the counts have what was sent", () => {
  const found = { missing: [], open: [], hosts: [{ host: "h1" }], vms: [], unread: [], not_set_up: [], totals: null };
  for (const name of Object.keys(found).filter((each) => each !== "hosts"))
    for (const older of lacking(found, name)) {
      const read = completed(older);
      assert.equal(summary(read), "1 host is elsewhere.");
      assert.deepEqual([read.missing, read.open, read.vms, read.unread, read.not_set_up], [[], [], [], [], []]);
    }
  assert.equal(completed({ ...found, totals: { hosts: 1200 } }).totals.hosts, 1200);
});

test("a firewall without its regions is not said to be on every VM", () => {
  for (const older of lacking({ regions: ["CANADA-1"], unread: [] }, "regions"))
    assert.match(whole(older), /does not tell which VMs lack it/);
  assert.match(whole({ regions: ["CANADA-1"], unread: [] }), /^Every VM with the name of a host of CANADA-1/);
});
