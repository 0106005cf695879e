import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { fleet, gpuTypes, holdFleet, loadFleet, outdated, releaseFleet, showType } from "#app/fleet/fleet.js";
import { watchContracts } from "#app/fleet/contracts.js";
import { snapshot } from "#app/fleet/snapshot.js";
import { fakeClock, settled } from "./support/clock.js";
import { fakeGateway, heldRoute, json } from "./support/gateway.js";
import { host, pool } from "./support/fleet.js";

let gateway;
let clock;
let generation = 0;

const answers = (at) => ({
  "/api/gpu-types": { generation: at, gpu_types: [{ gpu_type: "L40" }], unclassified: { pools: [], hosts: 0 } },
  "/api/aggregates/L40": { generation: at, pools: [pool(`pool-${at}`, "SPOT")] },
  "/api/contract-aggregates/L40": { generation: at, pools: [] },
  "/api/out-of-stock": { generation: at, hosts: [] },
});
const set = (at) => Object.assign(gateway.routes, answers(at));
const announce = async (at) => {
  snapshot.set({ generation: at, sources: [] });
  await settled();
};

beforeEach(async () => {
  clock = fakeClock();
  gateway = fakeGateway(answers(++generation));
  showType(`other-${generation}`);
  showType("L40");
  await clock.advance(60_000);
  await announce(generation);
  gateway.requests.length = 0;
});
afterEach(async () => {
  set(generation);
  await clock.advance(60_000);
  gateway.restore();
  clock.restore();
});

const shown = () => fleet.value.pools.map(({ name }) => name);

test("a new generation loads the fleet again, the same generation does not", async () => {
  const now = ++generation;
  set(now);
  await announce(now);
  assert.deepEqual(shown(), [`pool-${now}`]);
  const loads = gateway.requests.length;
  await announce(now);
  assert.equal(gateway.requests.length, loads);
});

test("responses that are older than the snapshot are loaded again, and the board says so only if that lasts", async () => {
  const now = ++generation;
  await announce(now);
  assert.equal(outdated.value, null, "the first attempt is normal");
  await clock.advance(1500);
  assert.deepEqual(outdated.value, {});
  set(now);
  await clock.advance(5000);
  assert.equal(outdated.value, null);
  assert.deepEqual(shown(), [`pool-${now}`]);
});

test("several requests during a load cause one more load", async () => {
  const held = heldRoute();
  gateway.routes["/api/gpu-types"] = held;
  loadFleet();
  loadFleet();
  loadFleet();
  await settled();
  await held.answer(0, answers(generation)["/api/gpu-types"]);
  await held.answer(1, answers(generation)["/api/gpu-types"]);
  assert.equal(held.waiting.length, 2);
});

test("a type that was left during its load is not shown, not even for a moment", async () => {
  const held = heldRoute();
  gateway.routes["/api/aggregates/H100"] = held;
  gateway.routes["/api/contract-aggregates/H100"] = { generation, pools: [] };
  showType("H100");
  await settled();
  showType("L40");
  const seen = [];
  const stop = fleet.subscribe((now) => seen.push(now.gpuType));
  await held.answer(0, { generation, pools: [pool("late", "SPOT")] });
  await clock.advance(100);
  stop();
  assert.deepEqual([...new Set(seen)], ["L40"]);
  assert.equal(fleet.value.gpuType, "L40");
  assert.equal(shown().includes("late"), false);
});

test("while the gateway is down the last fleet stays and is marked", async () => {
  const before = shown();
  gateway.routes["/api/aggregates/L40"] = () => json(503, { title: "Unavailable", detail: "No database." });
  await loadFleet();
  assert.deepEqual(shown(), before);
  assert.equal(outdated.value.problem.message, "No database.");
  set(generation);
  await clock.advance(5000);
  assert.equal(outdated.value, null);
});

test("a type that is not sold here is a failure, not an old fleet", async () => {
  delete gateway.routes["/api/aggregates/L40"];
  await loadFleet();
  assert.equal(fleet.value.state, "failed");
  assert.equal(fleet.value.problem.status, 404);
});

test("a type without contracts has no contracts, and that is no failure", async () => {
  delete gateway.routes["/api/contract-aggregates/L40"];
  await loadFleet();
  assert.deepEqual([fleet.value.state, fleet.value.contracts], ["ready", []]);
});

test("a host between two pools is shown in its target only", async () => {
  gateway.routes["/api/aggregates/L40"] = { generation, pools: [pool("p", "SPOT", [], { arriving: [host("h1")] })] };
  gateway.routes["/api/out-of-stock"] = { generation, hosts: [host("h1"), host("h2")] };
  await loadFleet();
  assert.deepEqual(
    fleet.value.outOfStock.map(({ hostname }) => hostname),
    ["h2"],
  );
});

test("the board of the unclassified shows only hosts without a type", async () => {
  gateway.routes["/api/contract-aggregates/unclassified"] = { generation, pools: [] };
  gateway.routes["/api/out-of-stock"] = { generation, hosts: [host("h1"), host("h2", { gpu_type: undefined })] };
  showType("unclassified");
  await settled();
  assert.deepEqual(
    fleet.value.outOfStock.map(({ hostname }) => hostname),
    ["h2"],
  );
  assert.equal(gpuTypes.value.gpu_types.length, 1);
});

test("the contracts page: a late answer about VMs does not replace that for a newer snapshot", async () => {
  const held = heldRoute();
  gateway.routes["/api/host-vms/h1"] = held;
  const watch = watchContracts();
  const hosts = [host("h1", { has_vms: true })];
  watch.loadVms(hosts);
  await announce(++generation);
  watch.loadVms(hosts);
  await settled();
  await held.answer(1, { vms: [{ id: "new" }] });
  await held.answer(0, { vms: [{ id: "old" }] });
  assert.deepEqual(watch.vms.value.get("h1").list, [{ id: "new" }]);
  watch.close();
});

test("the contracts page: a host is read once for each snapshot, and again after a failure", async () => {
  const held = heldRoute();
  gateway.routes["/api/host-vms/h1"] = held;
  const watch = watchContracts();
  const hosts = [host("h1", { has_vms: true }), host("h2")];
  watch.loadVms(hosts);
  watch.loadVms(hosts);
  await settled();
  assert.equal(held.waiting.length, 1);
  await held.answer(0, json(500, { title: "Error" }));
  watch.loadVms(hosts);
  await settled();
  assert.equal(held.waiting.length, 2);
  await held.answer(1, { vms: [{ id: "vm" }] });
  assert.deepEqual(watch.vms.value.get("h1").list, [{ id: "vm" }]);
  watch.close();
});

test("the contracts page: a type that could not be read keeps its contracts", async () => {
  gateway.routes["/api/contract-aggregates/L40"] = {
    generation,
    pools: [pool("contract-b", "CONTRACT"), pool("contract-a", "CONTRACT")],
  };
  const watch = watchContracts();
  await settled();
  assert.deepEqual(
    watch.contracts.value.all.map(({ name }) => name),
    ["contract-a", "contract-b"],
  );
  gateway.routes["/api/contract-aggregates/L40"] = () => json(500, { title: "Error", detail: "Broken." });
  await announce(++generation);
  assert.equal(watch.contracts.value.all.length, 2);
  assert.equal(watch.contracts.value.problem.message, "Broken.");
  watch.close();
});

test("a fleet that is held is loaded once, when it is released", async () => {
  holdFleet();
  showType("H100");
  showType("L40");
  await settled();
  assert.equal(gateway.requests.length, 0);
  await releaseFleet();
  await settled();
  assert.equal(gateway.requests.filter(({ path }) => path === "/api/gpu-types").length, 1);
});
