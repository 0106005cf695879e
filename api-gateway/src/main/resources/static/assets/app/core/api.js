// The gateway's API. Reads remember their ETag, so that what has not changed costs a 304.
import { cell } from "./cell.js";
import { learnTime } from "./clock.js";

/** True once the gateway has said that nobody is logged in here any more. */
export const loggedOut = cell(false);
let forgeryToken = null;
const remembered = new Map();
const MOST_REMEMBERED = 60;
/** An answer that has not come by then is none: nobody should wait for it without an end. */
const LONGEST_WAIT_MS = 60_000;
/** Tells a page of this board from a form or a link of another site. */
export const FROM_HERE = { "X-Requested-With": "spot" };

/** What the gateway refused, in its words (RFC 9457). */
export class Problem extends Error {
  constructor(status, body) {
    super(body?.detail ?? body?.title ?? `The gateway answered ${status}.`);
    this.status = status;
    this.type = String(body?.type ?? "")
      .split(/[:/]/)
      .pop();
    this.body = body ?? {};
    this.fields = Array.isArray(body?.errors) ? body.errors : [];
  }
}

/** No answer at all: the network or the gateway is away. */
export class Unreachable extends Error {
  constructor(cause) {
    super(
      cause?.name === "TimeoutError"
        ? `The gateway has not answered for ${LONGEST_WAIT_MS / 1000} s.`
        : "The gateway does not answer.",
      { cause },
    );
  }
}

async function ask(path, { headers, signal, ...options }) {
  const askedAt = Date.now();
  const late = AbortSignal.timeout(LONGEST_WAIT_MS);
  const answer = await fetch(path, {
    credentials: "same-origin",
    cache: "no-store",
    headers: { ...FROM_HERE, ...headers },
    signal: signal ? AbortSignal.any([signal, late]) : late,
    ...options,
  }).catch(unreachable);
  learnTime(answer, askedAt);
  if (answer.status === 401) loggedOut.set(true);
  return answer;
}

function unreachable(error) {
  if (error.name === "AbortError") throw error;
  throw new Unreachable(error);
}

async function content(answer) {
  const text = await answer.text().catch(unreachable);
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    throw new Problem(answer.status, { detail: `The gateway answered ${answer.status}, but with nothing that can be read.` });
  }
}

/** @param signal ends the request when nobody waits for its answer any more */
export async function get(path, { signal } = {}) {
  const old = remembered.get(path);
  const answer = await ask(path, {
    signal,
    headers: old ? { Accept: "application/json", "If-None-Match": old.etag } : { Accept: "application/json" },
  });
  if (answer.status === 304 && old) return old.body;
  const body = await content(answer);
  if (!answer.ok) throw new Problem(answer.status, body);
  const etag = answer.headers.get("ETag");
  if (etag) {
    remembered.delete(path);
    remembered.set(path, { etag, body });
    if (remembered.size > MOST_REMEMBERED) remembered.delete(remembered.keys().next().value);
  }
  return body;
}

export async function me() {
  const who = await get("/api/me");
  forgeryToken = who.csrf;
  return who;
}

/** Sends once more with a new token where the old one had gone with its session. */
export async function post(path, body, { headers = {}, signal } = {}) {
  const used = forgeryToken?.token;
  let answer = await send(path, body, headers, signal);
  if (answer.status === 403) {
    if (forgeryToken?.token === used) await me().catch(() => null);
    // Another request may have got the new token meanwhile.
    if (forgeryToken?.token !== used) answer = await send(path, body, headers, signal);
  }
  const result = await content(answer);
  if (!answer.ok) throw new Problem(answer.status, result);
  return result;
}

function send(path, body, headers, signal) {
  const token = forgeryToken ? { [forgeryToken.header]: forgeryToken.token } : {};
  return ask(path, {
    method: "POST",
    signal,
    headers: { "Content-Type": "application/json", Accept: "application/json", ...token, ...headers },
    body: JSON.stringify(body ?? {}),
  });
}

/** A path with those of the parameters that say something. */
export function address(path, parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined && value !== null && value !== "") query.set(name, value);
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}
