import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { cart } from "#app/cart/cart.js";
import { previews, previewStatus, refreshPreviews, requestPreviews } from "#app/cart/previews.js";
import { fakeClock, settled } from "./support/clock.js";
import { fakeGateway, heldRoute, json } from "./support/gateway.js";

const PATH = "/api/preview-migration";
const ALLOWED = { allowed: true, checks: [], commands: [] };
const check = (result) => ({
  allowed: false,
  checks: [
    { result: "PASSED", text: "" },
    { result, text: "why" },
  ],
});
const move = (host, more = {}) => ({
  id: `id-${host}`,
  key: `key-${host}`,
  kind: "move",
  host,
  source: "a",
  target: "b",
  acknowledge: [],
  selected: true,
  ...more,
});
const launch = (host) => ({
  id: `id-${host}`,
  key: "k",
  kind: "launch",
  host,
  image_name: "i",
  image_id: 1,
  acknowledge: [],
  selected: true,
});

let gateway;
let clock;
let held;

beforeEach(() => {
  clock = fakeClock();
  held = heldRoute();
  gateway = fakeGateway({ [PATH]: held, "/api/preview-runpod-launch": ALLOWED });
});
afterEach(async () => {
  for (const { resolve } of held.waiting) resolve(ALLOWED);
  cart.set([]);
  requestPreviews();
  await clock.advance(120_000);
  gateway.restore();
  clock.restore();
});

async function put(...items) {
  cart.set(items);
  requestPreviews();
  await settled();
}
const status = (host) => previewStatus(cart.value.find((item) => item.host === host));
const requested = () => gateway.requests.map(({ body }) => body.host ?? body.hostname);

test("a plan is asked for, then it has the gateway's result", async () => {
  await put(move("h1"), move("h2"), move("h3"));
  assert.equal(status("h1"), "asking");
  await held.answer(0, ALLOWED);
  await held.answer(1, check("NEEDS_ACKNOWLEDGEMENT"));
  await held.answer(2, check("REFUSED"));
  assert.deepEqual(["h1", "h2", "h3"].map(status), ["allowed", "acknowledge", "refused"]);
});

test("a plan that has not changed is not asked for again", async () => {
  await put(move("h1"));
  await held.answer(0, ALLOWED);
  requestPreviews();
  await put(move("h1", { selected: false }));
  assert.equal(gateway.requests.length, 1);
});

test("a changed plan has no result until the gateway answers again", async () => {
  await put(move("h1"));
  await held.answer(0, check("NEEDS_ACKNOWLEDGEMENT"));
  await put(move("h1", { acknowledge: ["vms"] }));
  assert.equal(status("h1"), "asking");
  await held.answer(1, ALLOWED);
  assert.equal(status("h1"), "allowed");
});

test("an answer about an earlier form of the plan is ignored", async () => {
  await put(move("h1"));
  await put(move("h1", { acknowledge: ["vms"] }));
  await held.answer(0, ALLOWED);
  assert.equal(status("h1"), "asking");
  await held.answer(1, check("REFUSED"));
  assert.equal(status("h1"), "refused");
});

test("a failure about an earlier form of the plan is ignored too", async () => {
  await put(move("h1"));
  await put(move("h1", { acknowledge: ["vms"] }));
  await held.answer(0, json(422, { title: "No" }));
  assert.equal(status("h1"), "asking");
  await held.answer(1, ALLOWED);
  assert.equal(status("h1"), "allowed");
});

test("a refused plan that is tried again is checked again", async () => {
  await put(move("h1"));
  await held.answer(0, ALLOWED);
  await put(move("h1", { key: "another" }));
  assert.equal(gateway.requests.length, 2);
  await held.answer(1, check("REFUSED"));
  assert.equal(status("h1"), "refused");
});

test("during a refresh the last result stays", async () => {
  await put(move("h1"));
  await held.answer(0, ALLOWED);
  refreshPreviews(["h1"]);
  await settled();
  assert.equal(gateway.requests.length, 2);
  assert.equal(status("h1"), "allowed");
  await held.answer(1, check("REFUSED"));
  assert.equal(status("h1"), "refused");
});

test("only plans of hosts that changed are refreshed; all of them if the hosts are unknown", async () => {
  await put(move("h1"), move("h2"));
  await held.answer(0, ALLOWED);
  await held.answer(1, ALLOWED);
  refreshPreviews(["h2", "h9"]);
  await settled();
  assert.deepEqual(requested(), ["h1", "h2", "h2"]);
  await held.answer(2, ALLOWED);
  refreshPreviews(undefined);
  await settled();
  assert.deepEqual(requested(), ["h1", "h2", "h2", "h1", "h2"]);
});

test("a launch is refreshed at most once a minute, unless its host changed", async () => {
  await put(launch("h1"));
  refreshPreviews(undefined);
  await settled();
  assert.equal(gateway.requests.length, 1);
  refreshPreviews(["h1"]);
  await settled();
  assert.equal(gateway.requests.length, 2);
  await clock.advance(60_000);
  refreshPreviews(undefined);
  await settled();
  assert.equal(gateway.requests.length, 3);
});

test("four plans are asked for at a time, and each of many gets its turn", async () => {
  await put(...["h1", "h2", "h3", "h4", "h5", "h6"].map((host) => move(host)));
  assert.equal(held.waiting.length, 4);
  await held.answer(0, ALLOWED);
  assert.equal(held.waiting.length, 5);
  for (let number = 1; number < 6; number++) await held.answer(number, ALLOWED);
  assert.deepEqual(["h1", "h5", "h6"].map(status), ["allowed", "allowed", "allowed"]);
});

test("previews of removed plans are dropped, and a removed plan is not asked for", async () => {
  await put(...["h1", "h2", "h3", "h4", "h5"].map((host) => move(host)));
  await put(move("h1"));
  await held.answer(0, ALLOWED);
  assert.deepEqual([...previews.value.keys()], ["id-h1"]);
  assert.equal(requested().includes("h5"), false);
});

test("a server error is tried again, a wrong request is not", async () => {
  gateway.routes[PATH] = ({ body }) => json(body.host === "h1" ? 503 : 422, { title: "No", detail: "No." });
  await put(move("h1"), move("h2"));
  assert.deepEqual(["h1", "h2"].map(status), ["failed", "failed"]);
  gateway.routes[PATH] = ALLOWED;
  await clock.advance(3000);
  assert.equal(status("h1"), "allowed");
});
