// Server-sent events over fetch instead of EventSource, because EventSource does not reconnect after an error status and does not
// notice a silent connection.
import { signal } from "./signal.js";
import { syncClock } from "./clock.js";
import { AJAX_HEADERS, loggedOut } from "./api.js";

const IDLE_TIMEOUT_MS = 40_000;
const MAX_RETRY_MS = 15_000;
const HIDDEN_TIMEOUT_MS = 60_000;
/** The gateway closes connections regularly. A reconnect within this time is not shown as a lost connection. */
const GRACE_MS = 2_000;

/** { state: "live" | "connecting" | "lost", since, next }: since when, and when the next attempt starts. */
export const connection = signal({ state: "connecting", since: Date.now() });

/** @param onEvent called with the type and the data of every event, in order */
export function openEventStream(path, onEvent) {
  let lastEventId = null;
  let retry = 2000;
  let failures = 0;
  let request = null;
  let timer = 0;
  let next = 0;
  let graceTimer = 0;
  let hiddenTimer = 0;

  async function connect() {
    clearTimeout(timer);
    if (request || document.hidden || loggedOut.value) return;
    if (connection.value.state === "live") connection.set({ state: "connecting", since: Date.now() });
    const abort = new AbortController();
    request = abort;
    let idleTimer = setTimeout(() => abort.abort(), IDLE_TIMEOUT_MS);
    const onActivity = () => {
      clearTimeout(idleTimer);
      idleTimer = setTimeout(() => abort.abort(), IDLE_TIMEOUT_MS);
    };
    let clean = false;
    try {
      const headers = {
        Accept: "text/event-stream",
        ...AJAX_HEADERS,
        ...(lastEventId === null ? {} : { "Last-Event-ID": lastEventId }),
      };
      const sentAt = Date.now();
      const response = await fetch(path, { headers, signal: abort.signal, cache: "no-store" });
      if (response.status === 401) return loggedOut.set(true);
      if (!response.ok || !response.body) throw new Error(`the gateway answered ${response.status}`);
      syncClock(response, sentAt);
      for await (const event of parseEvents(response.body, onActivity)) {
        if (event.retry) retry = event.retry;
        if (event.id !== undefined) lastEventId = event.id;
        markLive();
        if (event.data !== undefined) dispatch(event);
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

  /** An error in a handler must not cause a reconnect: the same event would arrive again and fail again. */
  function dispatch(event) {
    try {
      onEvent(event.type, JSON.parse(event.data));
    } catch (error) {
      reportError(error);
    }
  }

  function markLive() {
    failures = 0;
    clearTimeout(graceTimer);
    graceTimer = 0;
    if (connection.value.state !== "live") connection.set({ state: "live", since: Date.now() });
  }

  function scheduleReconnect(clean) {
    if (document.hidden || loggedOut.value) return;
    const wait = Math.min(MAX_RETRY_MS, failures++ === 0 ? Math.min(retry, 500) : retry * 1.6 ** (failures - 2));
    next = Date.now() + wait;
    timer = setTimeout(connect, wait);
    if (clean && connection.value.state === "live") {
      connection.set({ state: "connecting", since: Date.now() });
      graceTimer = setTimeout(markLost, GRACE_MS);
    } else if (!graceTimer) markLost();
  }

  function markLost() {
    clearTimeout(graceTimer);
    graceTimer = 0;
    connection.set({ state: "lost", since: connection.value.state === "lost" ? connection.value.since : Date.now(), next });
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

async function* parseEvents(body, onActivity) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  let event = {};
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    onActivity();
    text += value;
    const lines = text.split(/\r\n|\n|\r(?!$)/);
    text = lines.pop();
    for (const line of lines) {
      if (line === "") {
        yield { type: "message", ...event };
        event = {};
      } else parseField(event, line);
    }
  }
}

function parseField(event, line) {
  const colon = line.indexOf(":");
  if (colon === 0) return;
  const name = colon < 0 ? line : line.slice(0, colon);
  const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
  if (name === "data") event.data = event.data === undefined ? value : `${event.data}\n${value}`;
  else if (name === "event") event.type = value;
  else if (name === "id") event.id = value;
  else if (name === "retry" && /^\d+$/.test(value)) event.retry = Number(value);
}
