// Server-sent events over fetch rather than EventSource: a new connection can say where the last one ended also after an
// error status, and a connection on which nothing is heard any more is noticed.
import { cell } from "./cell.js";
import { learnTime } from "./clock.js";
import { FROM_HERE, loggedOut } from "./api.js";

const SILENCE_MS = 40_000;
const LONGEST_WAIT_MS = 15_000;
const HIDDEN_MS = 60_000;
/** The gateway ends connections now and then on purpose: so long a new one may take before that is called a loss. */
const GRACE_MS = 2_000;

/** "live", "connecting", or "lost" with when it was lost and when it is tried again. */
export const link = cell({ state: "connecting", since: Date.now() });

/** @param on called with the type and the data of every event, in order */
export function follow(path, on) {
  let last = null;
  let retry = 2000;
  let failures = 0;
  let connection = null;
  let timer = 0;
  let next = 0;
  let grace = 0;
  let hiddenTimer = 0;

  async function connect() {
    clearTimeout(timer);
    if (connection || document.hidden || loggedOut.value) return;
    if (link.value.state === "live") link.set({ state: "connecting", since: Date.now() });
    const abort = new AbortController();
    connection = abort;
    let silence = setTimeout(() => abort.abort(), SILENCE_MS);
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(() => abort.abort(), SILENCE_MS);
    };
    let clean = false;
    try {
      const headers = { Accept: "text/event-stream", ...FROM_HERE, ...(last === null ? {} : { "Last-Event-ID": last }) };
      const askedAt = Date.now();
      const answer = await fetch(path, { headers, signal: abort.signal, cache: "no-store" });
      if (answer.status === 401) return loggedOut.set(true);
      if (!answer.ok || !answer.body) throw new Error(`the gateway answered ${answer.status}`);
      learnTime(answer, askedAt);
      for await (const event of events(answer.body, heard)) {
        if (event.retry) retry = event.retry;
        if (event.id !== undefined) last = event.id;
        live();
        if (event.data !== undefined) tell(event);
      }
      clean = true;
    } catch {
      // whatever it was, the answer is the same: connect again
    } finally {
      clearTimeout(silence);
      connection = null;
      again(clean);
    }
  }

  /** What goes wrong in the page is no reason to connect again: the same event would come again, without an end. */
  function tell(event) {
    try {
      on(event.type, JSON.parse(event.data));
    } catch (error) {
      reportError(error);
    }
  }

  function live() {
    failures = 0;
    clearTimeout(grace);
    grace = 0;
    if (link.value.state !== "live") link.set({ state: "live", since: Date.now() });
  }

  function again(clean) {
    if (document.hidden || loggedOut.value) return;
    const wait = Math.min(LONGEST_WAIT_MS, failures++ === 0 ? Math.min(retry, 500) : retry * 1.6 ** (failures - 2));
    next = Date.now() + wait;
    timer = setTimeout(connect, wait);
    if (clean && link.value.state === "live") {
      link.set({ state: "connecting", since: Date.now() });
      grace = setTimeout(lose, GRACE_MS);
    } else if (!grace) lose();
  }

  function lose() {
    clearTimeout(grace);
    grace = 0;
    link.set({ state: "lost", since: link.value.state === "lost" ? link.value.since : Date.now(), next });
  }

  // A browser opens few connections to one server: a window that nobody looks at gives its own back.
  document.addEventListener("visibilitychange", () => {
    clearTimeout(hiddenTimer);
    if (document.hidden) hiddenTimer = setTimeout(() => connection?.abort(), HIDDEN_MS);
    else connect();
  });
  addEventListener("online", connect);
  connect();
  return { now: connect };
}

async function* events(body, heard) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  let event = {};
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    heard();
    text += value;
    const lines = text.split(/\r\n|\n|\r(?!$)/);
    text = lines.pop();
    for (const line of lines) {
      if (line === "") {
        yield { type: "message", ...event };
        event = {};
      } else field(event, line);
    }
  }
}

function field(event, line) {
  const colon = line.indexOf(":");
  if (colon === 0) return;
  const name = colon < 0 ? line : line.slice(0, colon);
  const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
  if (name === "data") event.data = event.data === undefined ? value : `${event.data}\n${value}`;
  else if (name === "event") event.type = value;
  else if (name === "id") event.id = value;
  else if (name === "retry" && /^\d+$/.test(value)) event.retry = Number(value);
}
