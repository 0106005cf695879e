import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { fakeClock, settled } from "./support/clock.js";

/** A page without elements: visible or hidden. */
let page;
globalThis.addEventListener ??= () => {};
globalThis.reportError ??= () => {};

const { connection, openEventStream, reconnectDelay } = await import("#app/core/stream.js");
const { loggedOut } = await import("#app/core/api.js");

const encoder = new TextEncoder();
const realFetch = globalThis.fetch;
let clock;
let connections;
let seen;
let stream;

beforeEach(async () => {
  clock = fakeClock();
  page = globalThis.document = Object.assign(new EventTarget(), { hidden: false });
  connections = [];
  seen = [];
  loggedOut.set(false);
  globalThis.fetch = (path, { headers, signal }) =>
    new Promise((resolve, reject) => {
      let feed;
      const body = new ReadableStream({ start: (controller) => (feed = controller) });
      const fail = (error) => {
        reject(error);
        try {
          feed.error(error);
        } catch {
          // it has ended already
        }
      };
      signal.addEventListener("abort", () => fail(new DOMException("aborted", "AbortError")));
      connections.push({
        lastEventId: headers["Last-Event-ID"],
        open: (status = 200) => resolve(new Response(body, { status })),
        send: (text) => feed.enqueue(encoder.encode(text)),
        end: () => feed.close(),
        fail,
      });
    });
  stream = openEventStream("/api/events", (type, data) => {
    seen.push([type, data]);
    if (data.broken) throw new Error("a handler failed");
  });
  await settled();
});

afterEach(async () => {
  page.hidden = true; // no reconnect
  connections.at(-1).fail(new Error("the test is over"));
  await settled();
  globalThis.fetch = realFetch;
  clock.restore();
});

const last = () => connections.at(-1);
const HELLO = 'retry: 2000\nid: 1\nevent: hello\ndata: {"resumed":false}\n\n';

async function live() {
  last().open();
  last().send(HELLO);
  await settled();
}

test("events arrive in order, with their type and data, and the connection is live", async () => {
  await live();
  last().send('id: 2\nevent: operation\ndata: {"id":"a"}\n\nid: 3\nevent: operation\ndata: {"id":"b"}\n\n');
  await settled();
  assert.deepEqual(seen, [
    ["hello", { resumed: false }],
    ["operation", { id: "a" }],
    ["operation", { id: "b" }],
  ]);
  assert.equal(connection.value.state, "live");
});

test("a reconnect resumes after the last event, also after one without data", async () => {
  assert.equal(connections[0].lastEventId, undefined);
  await live();
  last().send(": heartbeat\nid: 7\n\n");
  await settled();
  last().end();
  await clock.advance(500);
  assert.equal(connections.length, 2);
  assert.equal(last().lastEventId, "7");
});

test("an event whose end did not arrive is neither reported nor resumed after", async () => {
  await live();
  last().send('id: 9\nevent: operation\ndata: {"id":"a"}\n');
  await settled();
  last().fail(new Error("cut"));
  await clock.advance(500);
  assert.equal(seen.length, 1);
  assert.equal(last().lastEventId, "1");
});

test("an error in a handler loses no event and does not reconnect", async () => {
  await live();
  last().send('event: operation\ndata: {"broken":true}\n\nevent: operation\ndata: {"id":"b"}\n\n');
  await settled();
  assert.deepEqual(seen.at(-1), ["operation", { id: "b" }]);
  assert.equal(connections.length, 1);
  assert.equal(connection.value.state, "live");
});

test("data that is no JSON is skipped", async () => {
  await live();
  last().send('event: operation\ndata: {\n\nevent: operation\ndata: {"id":"b"}\n\n');
  await settled();
  assert.equal(seen.length, 2);
});

test("a connection that the gateway closed and that is soon back was never lost", async () => {
  await live();
  const states = [];
  const stop = connection.subscribe(({ state }) => states.push(state));
  last().end();
  await clock.advance(500);
  await live();
  await clock.advance(3000);
  stop();
  assert.deepEqual(states, ["connecting", "live"]);
});

test("a connection that the gateway closed is lost when it does not come back", async () => {
  await live();
  last().end();
  await clock.advance(2100);
  assert.equal(connection.value.state, "lost");
});

test("a broken connection is lost at once", async () => {
  await live();
  last().fail(new Error("reset"));
  await settled();
  assert.equal(connection.value.state, "lost");
});

test("a silent connection is lost within 12 s, counted from the last word", async () => {
  last().open();
  last().send('retry: 2000\nid: 1\nevent: hello\ndata: {"resumed":false,"heartbeat_ms":4000}\n\n');
  await settled();
  await clock.advance(9_000);
  last().send(": heartbeat\n\n");
  await clock.advance(9_000);
  assert.equal(connection.value.state, "live", "a heartbeat shows that it is alive");
  const heard = Date.now() - 9_000;
  await clock.advance(3_000);
  assert.equal(connection.value.state, "lost");
  assert.equal(connection.value.since, heard);
});

test("a gateway that does not say how often it sends something may be silent for longer", async () => {
  await live();
  await clock.advance(39_000);
  assert.equal(connection.value.state, "live");
  await clock.advance(2_000);
  assert.equal(connection.value.state, "lost");
});

test("a gateway that accepts a connection and says nothing is given up", async () => {
  await clock.advance(13_000);
  assert.equal(connections.length, 2);
  assert.equal(connection.value.state, "lost");
});

test("an error status is tried again", async () => {
  last().open(503);
  await clock.advance(500);
  assert.equal(connections.length, 2);
  assert.equal(connection.value.state, "lost");
});

test("a logged out board does not reconnect", async () => {
  last().open(401);
  await clock.advance(60_000);
  assert.equal(loggedOut.value, true);
  assert.equal(connections.length, 1);
});

test("a hidden page closes its connection after a minute, and resumes when it is shown", async () => {
  await live();
  page.hidden = true;
  page.dispatchEvent(new Event("visibilitychange"));
  last().send("id: 5\n\n");
  await clock.advance(30_000);
  last().send("id: 6\n\n");
  await clock.advance(31_000);
  assert.equal(connections.length, 1);
  page.hidden = false;
  page.dispatchEvent(new Event("visibilitychange"));
  await settled();
  assert.equal(connections.length, 2);
  assert.equal(last().lastEventId, "6");
});

test("a request to connect now does not open a second connection", async () => {
  stream.now();
  await settled();
  assert.equal(connections.length, 1);
});

test("the first attempt comes soon, later ones after growing delays with a limit", () => {
  const delays = [1, 2, 3, 4, 20].map((failures) => Math.round(reconnectDelay(failures, 2000)));
  assert.deepEqual(delays, [500, 2000, 3200, 5120, 15_000]);
  assert.equal(reconnectDelay(1, 100), 100);
});
