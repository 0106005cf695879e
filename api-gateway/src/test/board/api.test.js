import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import {
  asError,
  get,
  hasStatus,
  isAborted,
  loggedOut,
  me,
  post,
  Problem,
  problemText,
  Unreachable,
  withQuery,
} from "#app/core/api.js";
import { now, syncClock } from "#app/core/clock.js";
import { createBackoff, isRetryable } from "#app/core/retry.js";
import { combineCleanups, persist, signal } from "#app/core/signal.js";
import { entryAfter } from "#app/core/menu.js";
import { newId } from "#app/core/id.js";
import { fakeClock } from "./support/clock.js";
import { fakeGateway, json } from "./support/gateway.js";

let gateway;
beforeEach(() => (gateway = fakeGateway()));
afterEach(() => gateway.restore());

test("an unchanged resource is asked for by its ETag and is the same as before", async () => {
  const body = { a: 1 };
  gateway.routes["/api/x"] = ({ headers }) =>
    headers["If-None-Match"] === '"1"' ? new Response(null, { status: 304 }) : json(200, body, { ETag: '"1"' });
  const first = await get("/api/x");
  assert.equal(await get("/api/x"), first);
  assert.equal(gateway.requests[0].headers["If-None-Match"], undefined);
});

test("a problem has its status, its sentence and the fields that are wrong", async () => {
  gateway.routes["/api/x"] = () => json(422, { detail: "Wrong.", errors: [{ field: "host", message: "is missing" }] });
  const problem = await get("/api/x").catch((error) => error);
  assert.ok(problem instanceof Problem);
  assert.equal(hasStatus(problem, 422), true);
  assert.equal(hasStatus(new Error("x"), 422), false);
  assert.equal(problem.message, "Wrong.");
  assert.equal(problemText(problem), "host is missing");
  assert.equal(problemText(new Error("plain")), "plain");
  assert.equal(problemText("thrown text"), "thrown text");
});

test("an answer that is not JSON is a problem, not a crash", async () => {
  gateway.routes["/api/x"] = () => new Response("<html>", { status: 502 });
  await assert.rejects(get("/api/x"), /answered 502, with a body that is not JSON/);
});

test("no answer is unreachable; what the caller ended stays aborted", async () => {
  gateway.routes["/api/x"] = () => Promise.reject(new TypeError("network"));
  await assert.rejects(get("/api/x"), Unreachable);
  gateway.routes["/api/x"] = () => Promise.reject(new DOMException("late", "TimeoutError"));
  await assert.rejects(get("/api/x"), /has not answered for 60 s/);
  gateway.routes["/api/x"] = () => Promise.reject(new DOMException("ended", "AbortError"));
  assert.equal(isAborted(await get("/api/x").catch((error) => error)), true);
});

test("a 401 says that the session has ended", async () => {
  gateway.routes["/api/x"] = () => json(401, { title: "Log in" });
  loggedOut.set(false);
  await get("/api/x").catch(() => null);
  assert.equal(loggedOut.value, true);
});

test("a post with an expired CSRF token is sent once more with a new one", async () => {
  let token = "old";
  gateway.routes["/api/me"] = () => ({
    name: "operator",
    role: "OPERATOR",
    features: {},
    csrf: { header: "X-CSRF-TOKEN", token },
  });
  await me();
  token = "new";
  gateway.routes["/api/x"] = ({ headers }) => (headers["X-CSRF-TOKEN"] === "new" ? { done: true } : json(403, { title: "No" }));
  assert.deepEqual(await post("/api/x"), { done: true });
  assert.equal(gateway.paths().filter((path) => path === "/api/x").length, 2);
});

test("a post that is not allowed is not repeated for ever", async () => {
  gateway.routes["/api/me"] = { name: "viewer", role: "VIEWER", features: {}, csrf: { header: "X-CSRF-TOKEN", token: "new" } };
  gateway.routes["/api/x"] = () => json(403, { title: "Forbidden" });
  await assert.rejects(post("/api/x"), (problem) => hasStatus(problem, 403));
  assert.ok(gateway.paths().filter((path) => path === "/api/x").length <= 2);
});

test("empty parameters are left out of a query, zero and false are not", () => {
  assert.equal(withQuery("/x", { a: "", b: null, c: undefined }), "/x");
  assert.equal(withQuery("/x", { a: 0, b: false, c: "d e" }), "/x?a=0&b=false&c=d+e");
});

test("what was thrown is an error, whatever it was", () => {
  const error = new Error("x");
  assert.equal(asError(error), error);
  assert.equal(asError("text").message, "text");
  assert.equal(asError(undefined).message, "undefined");
});

test("a request may succeed later after a server error or no answer, not after a refusal", () => {
  assert.deepEqual(
    [500, 503, 429, 404, 409, 422].map((status) => isRetryable(new Problem(status, null))),
    [true, true, true, false, false, false],
  );
  assert.equal(isRetryable(new Unreachable(new TypeError("x"))), true);
});

test("a backoff doubles its delays up to a limit, and begins anew after a success", () => {
  const clock = fakeClock();
  const backoff = createBackoff();
  const delay = () => {
    backoff.schedule(() => null);
    const [wait] = clock.waits();
    return wait;
  };
  for (const expected of [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]) {
    const wait = delay();
    assert.ok(wait >= 0.8 * expected && wait <= 1.2 * expected, `${wait} for ${expected}`);
  }
  assert.equal(clock.waits().length, 1, "one attempt at a time");
  backoff.reset();
  assert.equal(clock.waits().length, 0);
  assert.ok(delay() <= 1200);
  backoff.reset();
  clock.restore();
});

test("the gateway's clock is used, within what a header in whole seconds can say", () => {
  const clock = fakeClock();
  const says = (date) => syncClock(new Response(null, { headers: { Date: new Date(date).toUTCString() } }), clock.now());
  says(clock.now() + 3_600_000);
  assert.equal(now(), clock.now() + 3_600_000);
  says(clock.now() + 3_600_000 - 400);
  assert.ok(Math.abs(now() - clock.now() - 3_600_000) <= 1000);
  syncClock(new Response(null), clock.now());
  assert.ok(Math.abs(now() - clock.now() - 3_600_000) <= 1000, "without a header nothing changes");
  says(clock.now());
  clock.restore();
});

test("subscribers are called after a change and not after the same value, until they unsubscribe", () => {
  const value = signal(1);
  const seen = [];
  const stop = value.subscribe((next) => seen.push(next));
  value.set(1);
  value.update((number) => number + 1);
  stop();
  value.set(3);
  assert.deepEqual(seen, [2]);
});

test("a subscriber may unsubscribe while it is called", () => {
  const value = signal(1);
  const seen = [];
  const stop = value.subscribe(() => stop());
  value.subscribe((next) => seen.push(next));
  value.set(2);
  assert.deepEqual(seen, [2]);
});

test("a stored value that cannot be read is ignored; a change of another window is taken over", () => {
  const listeners = [];
  globalThis.addEventListener = (type, listener) => listeners.push(listener);
  const stored = new Map([["broken", "{"]]);
  const storage = { getItem: (key) => stored.get(key) ?? null, setItem: (key, value) => stored.set(key, value) };
  const broken = signal("initial");
  persist(broken, "broken", storage);
  assert.equal(broken.value, "initial");
  const value = signal("initial");
  persist(value, "key", storage);
  value.set("mine");
  assert.equal(stored.get("key"), '"mine"');
  stored.set("key", '"theirs"');
  for (const listener of listeners) listener({ storageArea: storage, key: "key" });
  assert.equal(value.value, "theirs");
  assert.equal(broken.value, "initial");
});

test("all cleanups of a view are called", () => {
  const seen = [];
  combineCleanups(() => seen.push(1), [() => seen.push(2), () => seen.push(3)])();
  assert.deepEqual(seen, [1, 2, 3]);
});

test("in a menu the arrows go around, also from no entry", () => {
  assert.deepEqual(
    [-1, 0, 2].map((at) => entryAfter("ArrowDown", at, 3)),
    [0, 1, 0],
  );
  assert.deepEqual(
    [-1, 0, 2].map((at) => entryAfter("ArrowUp", at, 3)),
    [2, 2, 1],
  );
  assert.deepEqual([entryAfter("Home", 2, 3), entryAfter("End", 0, 3), entryAfter("x", 0, 3)], [0, 2, null]);
});

test("an id is a random UUID of version 4", () => {
  const ids = new Set(Array.from({ length: 100 }, newId));
  assert.equal(ids.size, 100);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
