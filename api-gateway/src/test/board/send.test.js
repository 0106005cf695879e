import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { cart, plan, planFor } from "#app/cart/cart.js";
import { commit } from "#app/cart/send.js";
import { fakeClock } from "./support/clock.js";
import { fakeGateway, json } from "./support/gateway.js";

const PATH = "/api/execute-migration";
const move = (host, more = {}) => ({ kind: "move", host, source: "a", target: "b", ...more });

let gateway;
let clock;

beforeEach(() => {
  clock = fakeClock();
  gateway = fakeGateway({ [PATH]: ({ body }) => json(202, { id: `op-${body.host}`, state: "REQUESTED", href: "" }) });
  cart.set([]);
});
afterEach(() => {
  gateway.restore();
  clock.restore();
});

const sent = () => gateway.requests.filter(({ method }) => method === "POST");
const keyOf = (request) => request.headers["Idempotency-Key"];

test("accepted plans leave the cart", async () => {
  plan([move("h1"), move("h2")]);
  assert.deepEqual(await commit(cart.value, "demand"), { accepted: 2, waiting: 0, reserved: 0, refused: 0, unknown: 0 });
  assert.deepEqual(cart.value, []);
});

test("a plan is sent as it was reviewed, with the reason", async () => {
  plan([move("h1", { acknowledge: ["vms"] })]);
  await commit(cart.value, "demand");
  assert.deepEqual(sent()[0].body, {
    host: "h1",
    source_aggregate: "a",
    target_aggregate: "b",
    acknowledge: ["vms"],
    reason: "demand",
  });
});

test("a launch is sent as a launch", async () => {
  gateway.routes["/api/execute-runpod-launch"] = () => json(202, { id: "op", state: "", href: "" });
  plan([{ kind: "launch", host: "h1", image_name: "Ubuntu", image_id: 7, keep: true }]);
  await commit(cart.value, "");
  assert.deepEqual(sent()[0].body, { hostname: "h1", image_name: "Ubuntu", image_id: 7, keep_on_failure: true });
});

test("several plans are one batch, one plan is none", async () => {
  plan([move("h1"), move("h2")]);
  await commit(cart.value, "");
  const batches = new Set(sent().map(({ body }) => body.batch_id));
  assert.equal(batches.size, 1);
  assert.match([...batches][0], /^board-[0-9a-f]{8}$/);
  plan([move("h3")]);
  await commit(cart.value, "");
  assert.equal(sent().at(-1).body.batch_id, undefined);
});

test("a refused plan stays with its reason and gets a new key", async () => {
  gateway.routes[PATH] = () => json(409, { title: "Busy", detail: "The host is busy." });
  plan([move("h1")]);
  assert.deepEqual(await commit(cart.value, ""), { accepted: 0, waiting: 0, reserved: 0, refused: 1, unknown: 0 });
  const [first] = sent();
  assert.deepEqual([planFor("h1").error, planFor("h1").unknown], ["The host is busy.", false]);
  await commit(cart.value, "");
  assert.notEqual(keyOf(sent()[1]), keyOf(first));
});

for (const status of [500, 502, 503, 504])
  test(`after ${status} the outcome is not known: the same request is sent again with the same key`, async () => {
    gateway.routes[PATH] = () => json(status, { title: "Error" });
    plan([move("h1"), move("h2")]);
    assert.equal((await commit(cart.value, "first reason")).unknown, 2);
    assert.equal(planFor("h1").unknown, true);
    gateway.routes[PATH] = ({ body }) => json(202, { id: `op-${body.host}`, state: "", href: "" });
    const before = sent();
    assert.equal((await commit(cart.value, "another reason")).accepted, 2);
    const again = sent().slice(2);
    for (const request of again) {
      const earlier = before.find(({ body }) => body.host === request.body.host);
      assert.equal(keyOf(request), keyOf(earlier));
      assert.deepEqual(request.body, earlier.body);
    }
  });

test("without any answer the outcome is not known either", async () => {
  gateway.routes[PATH] = () => Promise.reject(new TypeError("network"));
  plan([move("h1")]);
  assert.equal((await commit(cart.value, "")).unknown, 1);
  assert.equal(planFor("h1").error, "The gateway does not answer.");
});

test("a plan that an earlier release stored without a key is sent with its id", async () => {
  cart.set([{ ...move("h1"), id: "old-id", acknowledge: [], selected: true }]);
  await commit(cart.value, "");
  assert.equal(keyOf(sent()[0]), "old-id");
});

test("each of many plans is sent once", async () => {
  plan(Array.from({ length: 13 }, (_, number) => move(`h${number}`)));
  assert.equal((await commit(cart.value, "")).accepted, 13);
  assert.equal(new Set(sent().map(({ body }) => body.host)).size, 13);
  assert.equal(sent().length, 13);
});

test("nothing to send is no outcome", async () => {
  assert.deepEqual(await commit([], ""), { accepted: 0, waiting: 0, reserved: 0, refused: 0, unknown: 0 });
});

test("a plan that waits for a second person leaves the cart, and no operation is followed", async () => {
  gateway.routes[PATH] = () => json(202, { state: "APPROVAL_PENDING", approval: "a-1", href: "/api/approvals/a-1" });
  plan([move("h1")]);
  assert.deepEqual(await commit(cart.value, "demand"), { accepted: 0, waiting: 1, reserved: 0, refused: 0, unknown: 0 });
  assert.deepEqual(cart.value, []);
  assert.deepEqual(
    gateway.requests.map(({ method, path }) => `${method} ${path}`),
    [`POST ${PATH}`],
  );
});

test("a plan that begins at a time leaves the cart, its times are sent, and no operation is followed", async () => {
  gateway.routes[PATH] = () =>
    json(202, { state: "RESERVED", reservation: "r-1", approval: "a-1", href: "/api/reservations/r-1" });
  plan([move("h1")]);
  const outcome = await commit(cart.value, "demand", { not_before: "2026-12-05T01:00:00.000Z" }, true);
  assert.deepEqual(outcome, { accepted: 0, waiting: 0, reserved: 1, refused: 0, unknown: 0 });
  assert.deepEqual(cart.value, []);
  const { not_before: notBefore, despite } = gateway.requests[0].body;
  assert.deepEqual([notBefore, despite], ["2026-12-05T01:00:00.000Z", ["collision", "checks"]]);
  assert.equal(gateway.requests.length, 1);
});
