import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { isStale, loadSnapshot, snapshot, sourceError, sources, staleSentences } from "#app/fleet/snapshot.js";
import { doubtText } from "#app/shell/doubt-bar.js";
import { connectionText, sourceAge, sourceTitle } from "#app/shell/status-text.js";
import { settled } from "./support/clock.js";
import { fakeGateway, heldRoute } from "./support/gateway.js";

const READ = "2026-11-28T12:00:00Z";
const source = (name, more = {}) => ({ name, state: "OK", read_at: READ, ...more });
const stale = (name, more = {}) => source(name, { state: "STALE", trouble: "Nova answers 503", ...more });

let gateway;
beforeEach(() => (gateway = fakeGateway()));
afterEach(() => {
  gateway.restore();
  snapshot.set(null);
});

const show = (...all) => snapshot.set({ generation: 1, sources: all });

test("an event that came during the load is newer than its response", async () => {
  const held = heldRoute();
  gateway.routes["/api/snapshot"] = held;
  const loading = loadSnapshot();
  await settled();
  snapshot.set({ generation: 8, sources: [] });
  await held.answer(0, { generation: 7, sources: [] });
  await loading;
  assert.equal(snapshot.value.generation, 8);
});

test("without an event the response counts, also after a database began anew", async () => {
  show(source("servers"));
  gateway.routes["/api/snapshot"] = { generation: 0, sources: [] };
  await loadSnapshot();
  assert.equal(snapshot.value.generation, 0);
});

test("sources are ordered by importance, unknown ones last", () => {
  show(source("weather"), source("netbox"), source("aggregates"));
  assert.deepEqual(
    sources().map(({ name }) => name),
    ["aggregates", "netbox", "weather"],
  );
});

test("before the first snapshot nothing is stale", () => {
  assert.deepEqual([sources(), staleSentences(), isStale("servers")], [[], [], false]);
});

test("sources with the same error are one sentence with the oldest time", () => {
  show(
    stale("servers"),
    stale("aggregates", { read_at: "2026-11-28T11:00:00Z" }),
    stale("netbox", { trouble: "timeout" }),
    source("flavors"),
  );
  const sentences = staleSentences();
  assert.equal(sentences.length, 2);
  assert.match(sentences[0], /^pools, VMs not read since .*00 \(Nova answers 503\)$/);
  assert.match(sentences[1], /^NetBox not read since .* \(timeout\)$/);
  assert.equal(isStale("servers"), true);
  assert.equal(isStale("flavors"), false);
});

test("a source whose latest read lacks something is incomplete since the latest complete read", () => {
  const partial = stale("netbox", {
    read_at: "2026-11-28T12:00:00Z",
    stale_since: "2026-11-28T11:00:00Z",
    trouble: "NetBox no longer shows A",
  });
  show(partial);
  assert.match(staleSentences()[0], /^NetBox incomplete since .*00 \(NetBox no longer shows A\)$/);
  assert.match(sourceTitle(partial), /^incomplete since .* · NetBox no longer shows A$/);
});

test("an error does not repeat the time that stands beside it", () => {
  assert.equal(
    sourceError(stale("x", { trouble: "no inventory worker has read it since 2026-11-28T12:00:00.5Z" })),
    "no inventory worker has read it",
  );
  assert.equal(
    sourceError(stale("x", { trouble: "no inventory worker has read it since null" })),
    "no inventory worker has read it",
  );
  assert.equal(sourceError(stale("x", { trouble: undefined })), "no answer");
});

test("a stale source that was never read has no age", () => {
  show(stale("servers", { read_at: undefined }));
  assert.deepEqual(staleSentences(), ["VMs never read (Nova answers 503)"]);
  assert.equal(sourceAge(stale("servers", { read_at: undefined })), "stale, never read");
});

test("each state of a source has words", () => {
  const now = new Date().toISOString();
  assert.equal(sourceAge(source("x", { read_at: now })), "0 s");
  assert.equal(sourceAge(stale("x", { read_at: now })), "stale 0 s");
  assert.equal(sourceAge(source("x", { state: "OFF", read_at: undefined })), "off");
  assert.equal(sourceAge(source("x", { state: "UNREAD", read_at: undefined })), "not read yet");
});

test("the details of a source are what is known of it", () => {
  assert.equal(sourceTitle(source("x")), "");
  assert.equal(sourceTitle(source("x", { items: 3, calls: 2, took_ms: 40 })), "3 items, 2 calls, 40 ms");
  assert.match(sourceTitle(stale("x")), /^not read since .* · Nova answers 503$/);
});

test("a lost connection says since when and when it is tried again", () => {
  const now = Date.parse(READ);
  assert.equal(connectionText("live", { state: "live", since: now }, now), "Live");
  assert.equal(
    connectionText("lost", { state: "lost", since: now - 5000, next: now + 1200 }, now),
    "Connection lost 5 s ago, again in 2 s",
  );
  assert.equal(
    connectionText("lost", { state: "lost", since: now - 5000, next: now - 1 }, now),
    "Connection lost 5 s ago, connecting",
  );
  assert.equal(connectionText("lost", { state: "lost", since: now - 5000 }, now), "Connection lost 5 s ago, connecting");
  assert.match(connectionText("out", { state: "live", since: now }, now), /^Logged out/);
});

test("a doubt says what the list shows, and who accepted it", () => {
  const doubted = stale("servers", { doubt: { since: READ, shows: "3 servers in place of 480" } });
  assert.match(doubtText(doubted), /^Since .* the list of VMs shows 3 servers in place of 480\. It is not believed/);
  doubted.doubt.accepted_by = "anna";
  assert.match(doubtText(doubted), /anna accepted that; the next read takes it\.$/);
  assert.equal(doubtText(source("servers")), "");
});
