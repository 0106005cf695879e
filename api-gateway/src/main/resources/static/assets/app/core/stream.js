// @ts-check
// Server-sent events over fetch instead of EventSource, because EventSource does not reconnect after an error status and does not
// notice a silent connection.
import { withBase } from "./base.js";
import { signal } from "./signal.js";
import { syncClock } from "./clock.js";
import { AJAX_HEADERS, loggedOut } from "./api.js";
import { eventParser } from "./event-parser.js";

/** Nothing at all for so long is a lost connection, until the gateway says how often it sends something. */
const FIRST_SILENCE_MS = 12_000;
/** The silence at a gateway that does not say it; that one sends something every 15 s. */
const OLD_SILENCE_MS = 40_000;
const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 15_000;
const HIDDEN_TIMEOUT_MS = 60_000;
/** The gateway closes connections regularly. A reconnect within this time is not shown as a lost connection. */
const GRACE_MS = 2_000;

/**
 * @typedef {object} Connection
 * @property {"live" | "connecting" | "lost"} state
 * @property {number} since by the local clock; of a lost connection, when something was last heard
 * @property {number} [next] when the next attempt starts
 */

/** @typedef {ReturnType<typeof setTimeout>} Timer */

export const connection = signal(/** @type {Connection} */ ({ state: "connecting", since: Date.now() }));

/**
 * The silence after which a connection is lost: two heartbeats that did not come, and what a busy line may take.
 *
 * @param {number | undefined} heartbeat interval, ms
 */
export const silenceOf = (heartbeat) => (heartbeat === undefined ? OLD_SILENCE_MS : 2 * heartbeat + 2_000);

/**
 * The wait before an attempt to reconnect.
 *
 * @param {number} failures since the last event, from 1
 * @param {number} retry the delay that the gateway asks for, ms
 */
export const reconnectDelay = (failures, retry) =>
  Math.min(MAX_RETRY_MS, failures <= 1 ? Math.min(retry, FIRST_RETRY_MS) : retry * 1.6 ** (failures - 2));

/**
 * @param {string} path
 * @param {(type: string, data: unknown) => void} onEvent called with every event, in order
 */
export function openEventStream(path, onEvent) {
  /** @type {string | null} */
  let lastEventId = null;
  let retry = 2000;
  let failures = 0;
  let heardAt = Date.now();
  let silence = FIRST_SILENCE_MS;
  /** @type {AbortController | null} */
  let request = null;
  let next = 0;
  /** @type {Timer | undefined} */
  let timer;
  /** @type {Timer | undefined} */
  let graceTimer;
  /** @type {Timer | undefined} */
  let hiddenTimer;

  async function connect() {
    clearTimeout(timer);
    if (request || document.hidden || loggedOut.value) return;
    if (connection.value.state === "live") connection.set({ state: "connecting", since: Date.now() });
    const abort = new AbortController();
    request = abort;
    let idleTimer = setTimeout(() => abort.abort(), FIRST_SILENCE_MS);
    const onActivity = () => {
      heardAt = Date.now();
      clearTimeout(idleTimer);
      idleTimer = setTimeout(() => abort.abort(), silence);
    };
    let clean = false;
    try {
      const headers = {
        Accept: "text/event-stream",
        ...AJAX_HEADERS,
        ...(lastEventId === null ? {} : { "Last-Event-ID": lastEventId }),
      };
      const sentAt = Date.now();
      const response = await fetch(withBase(path), { headers, signal: abort.signal, cache: "no-store" });
      if (response.status === 401) return loggedOut.set(true);
      if (!response.ok || !response.body) throw new Error(`the gateway answered ${response.status}`);
      syncClock(response, sentAt);
      for await (const event of eventsOf(response.body, onActivity)) {
        if (event.retry) retry = event.retry;
        if (event.id !== undefined) lastEventId = event.id;
        markLive();
        if (event.data !== undefined) dispatch(event.type, event.data);
        if (event.type === "hello") onActivity(); // from now on the gateway's own silence counts
      }
      clean = true;
    } catch {
      // every failure is handled in the same way: reconnect
    } finally {
      clearTimeout(idleTimer);
      request = null;
      scheduleReconnect(clean);
    }
  }

  /**
   * An error in a handler must not cause a reconnect: the same event would arrive again and fail again.
   *
   * @param {string} type
   * @param {string} data
   */
  function dispatch(type, data) {
    try {
      const event = JSON.parse(data);
      if (type === "hello") silence = silenceOf(event.heartbeat_ms);
      onEvent(type, event);
    } catch (error) {
      reportError(error);
    }
  }

  function markLive() {
    failures = 0;
    clearGrace();
    if (connection.value.state !== "live") connection.set({ state: "live", since: Date.now() });
  }

  function clearGrace() {
    clearTimeout(graceTimer);
    graceTimer = undefined;
  }

  /** @param {boolean} clean the gateway closed the connection */
  function scheduleReconnect(clean) {
    if (document.hidden || loggedOut.value) return;
    const wait = reconnectDelay(++failures, retry);
    next = Date.now() + wait;
    timer = setTimeout(connect, wait);
    if (clean && connection.value.state === "live") {
      connection.set({ state: "connecting", since: Date.now() });
      graceTimer = setTimeout(markLost, GRACE_MS);
    } else if (!graceTimer) markLost();
  }

  function markLost() {
    clearGrace();
    connection.set({ state: "lost", since: heardAt, next });
  }

  // A browser limits its connections to one server, so a hidden window closes its own.
  document.addEventListener("visibilitychange", () => {
    clearTimeout(hiddenTimer);
    if (document.hidden) hiddenTimer = setTimeout(() => request?.abort(), HIDDEN_TIMEOUT_MS);
    else connect();
  });
  addEventListener("online", connect);
  connect();
  return { now: connect };
}

/**
 * @param {ReadableStream<Uint8Array>} body
 * @param {() => void} onActivity called whenever something arrives
 */
async function* eventsOf(body, onActivity) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parse = eventParser();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    onActivity();
    yield* parse(decoder.decode(value, { stream: true }));
  }
}
