import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { FIRST_EVENT_MS, firstLoad } from "#app/first-load.js";
import { fakeClock } from "./support/clock.js";

let clock;
let calls;
let first;

beforeEach(() => {
  clock = fakeClock();
  calls = [];
  first = firstLoad({
    loadAll: () => calls.push("load"),
    handle: (type) => {
      calls.push(type);
      if (type === "hello") first.loadAll();
    },
  });
});
afterEach(() => clock.restore());

test("everything is loaded once, when the stream has begun", async () => {
  first.begin();
  await clock.advance(FIRST_EVENT_MS - 1);
  assert.deepEqual(calls, []);
  first.onEvent("hello", {});
  await clock.advance(10 * FIRST_EVENT_MS);
  assert.deepEqual(calls, ["hello", "load"]);
});

test("events before the session wait for it, in their order", async () => {
  first.onEvent("hello", {});
  first.onEvent("freeze", {});
  assert.deepEqual(calls, []);
  first.begin();
  assert.deepEqual(calls, ["hello", "load", "freeze"]);
  await clock.advance(10 * FIRST_EVENT_MS);
  assert.equal(calls.length, 3);
});

test("without a first event everything is loaded after a moment, and again once there is one", async () => {
  first.begin();
  await clock.advance(FIRST_EVENT_MS);
  assert.deepEqual(calls, ["load"]);
  first.onEvent("hello", {});
  assert.deepEqual(calls, ["load", "hello", "load"]);
});

test("a stream that cannot be opened is not waited for, and loads nothing twice", async () => {
  first.withoutStream();
  assert.deepEqual(calls, [], "the session is not open yet");
  first.begin();
  first.withoutStream();
  first.withoutStream();
  await clock.advance(10 * FIRST_EVENT_MS);
  assert.deepEqual(calls, ["load"]);
});

test("a later gap of the stream loads everything again", async () => {
  first.begin();
  first.onEvent("hello", {});
  first.onEvent("hello", {});
  assert.deepEqual(calls, ["hello", "load", "hello", "load"]);
});
