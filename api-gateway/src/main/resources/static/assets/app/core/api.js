// @ts-check
// Client of the gateway's API. GET responses are cached by ETag, so an unchanged resource costs a 304.
import { withBase } from "./base.js";
import { signal } from "./signal.js";
import { syncClock } from "./clock.js";

/** @import { Csrf, Me, Problem as ProblemBody } from "#api" */

/** @typedef {string | number | boolean | null | undefined} QueryValue */

/** True after a 401: the session has ended. */
export const loggedOut = signal(false);
/** @type {Csrf | null} */
let csrfToken = null;
/** @type {Map<string, { etag: string, body: unknown }>} */
const etagCache = new Map();
const ETAG_CACHE_SIZE = 60;
/** The status with which the health of something is told that is not well. */
export const UNAVAILABLE = 503;
/** A request without a response within this time fails as unreachable. */
const TIMEOUT_MS = 60_000;
/** Distinguishes requests of this board from forms and links of other sites. */
export const AJAX_HEADERS = { "X-Requested-With": "spot" };

/** An error response of the gateway (RFC 9457). */
export class Problem extends Error {
  /**
   * @param {number} status
   * @param {Partial<ProblemBody> | null} body
   */
  constructor(status, body) {
    super(body?.detail ?? body?.title ?? `The gateway answered ${status}.`);
    this.status = status;
    this.fields = Array.isArray(body?.errors) ? body.errors : [];
  }
}

/** There was no response: the network or the gateway is down. */
export class Unreachable extends Error {
  /** @param {Error} cause */
  constructor(cause) {
    super(
      cause.name === "TimeoutError" ? `The gateway has not answered for ${TIMEOUT_MS / 1000} s.` : "The gateway does not answer.",
      { cause },
    );
  }
}

/**
 * What was thrown, as an error.
 *
 * @param {unknown} problem
 */
export const asError = (problem) => (problem instanceof Error ? problem : new Error(String(problem)));

/**
 * Whether the caller itself ended the request.
 *
 * @param {unknown} problem
 */
export const isAborted = (problem) => problem instanceof Error && problem.name === "AbortError";

/**
 * @param {unknown} problem
 * @param {number} status
 */
export const hasStatus = (problem, status) => problem instanceof Problem && problem.status === status;

/**
 * The problem in a sentence: the fields that are wrong, else its message.
 *
 * @param {unknown} problem
 */
export const problemText = (problem) => problemSentences(problem).join("; ");

/**
 * One for each field that is wrong.
 *
 * @param {unknown} problem
 */
export function problemSentences(problem) {
  const fields = problem instanceof Problem ? problem.fields.map(({ field, message }) => `${field} ${message}`) : [];
  return fields.length > 0 ? fields : [asError(problem).message];
}

/**
 * @param {string} path
 * @param {{ method?: string, headers: Record<string, string>, signal?: AbortSignal, body?: string }} options
 */
async function request(path, { headers, signal, ...options }) {
  const sentAt = Date.now();
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(withBase(path), {
    credentials: "same-origin",
    cache: "no-store",
    headers: { ...AJAX_HEADERS, ...headers },
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    ...options,
  }).catch(unreachable);
  syncClock(response, sentAt);
  if (response.status === 401) loggedOut.set(true);
  return response;
}

/**
 * @param {unknown} error
 * @returns {never}
 */
function unreachable(error) {
  if (isAborted(error)) throw error;
  throw new Unreachable(asError(error));
}

/** @param {Response} response */
async function parseBody(response) {
  const text = await response.text().catch(unreachable);
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    throw new Problem(response.status, { detail: `The gateway answered ${response.status}, with a body that is not JSON.` });
  }
}

/**
 * The caller says of which type the answer is; the gateway's description of its API guarantees it.
 *
 * @template T
 * @param {string} path
 * @param {{ signal?: AbortSignal, also?: number }} options signal: aborts the request; also: a status whose body is an answer, too
 * @returns {Promise<T>}
 */
export async function get(path, { signal, also } = {}) {
  const cached = etagCache.get(path);
  const response = await request(path, {
    signal,
    headers: cached ? { Accept: "application/json", "If-None-Match": cached.etag } : { Accept: "application/json" },
  });
  if (response.status === 304 && cached) return /** @type {T} */ (cached.body);
  const body = await parseBody(response);
  if (!response.ok && (response.status !== also || isProblem(response))) throw new Problem(response.status, body);
  const etag = response.headers.get("ETag");
  if (etag) {
    etagCache.delete(path);
    etagCache.set(path, { etag, body });
    if (etagCache.size > ETAG_CACHE_SIZE) etagCache.delete([...etagCache.keys()][0]);
  }
  return body;
}

/** @param {Response} response */
const isProblem = (response) => response.headers.get("Content-Type")?.startsWith("application/problem+json") ?? false;

export async function me() {
  /** @type {Me} */
  const user = await get("/api/me");
  csrfToken = user.csrf;
  return user;
}

/**
 * Retries once with a new CSRF token if the old one has expired with its session.
 *
 * @template T
 * @param {string} path
 * @param {object} body
 * @param {{ headers?: Record<string, string> }} options
 * @returns {Promise<T>}
 */
export const post = (path, body = {}, { headers = {} } = {}) =>
  change(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

/**
 * Sets what is at a path.
 *
 * @template T
 * @param {string} path
 * @param {object} body
 * @returns {Promise<T>}
 */
export const put = (path, body) =>
  change(path, { method: "PUT", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

/**
 * Deletes what is at a path.
 *
 * @param {string} path
 * @returns {Promise<null>}
 */
export const remove = (path) => change(path, { method: "DELETE", headers: {} });

/**
 * @typedef {{ method: string, headers: Record<string, string>, body?: string }} Change
 *
 * @param {string} path
 * @param {Change} options
 */
async function change(path, options) {
  const used = csrfToken?.token;
  let response = await send(path, options);
  if (response.status === 403) {
    if (csrfToken?.token === used) await me().catch(() => null);
    // Another request may have fetched the new token in the meantime.
    if (csrfToken?.token !== used) response = await send(path, options);
  }
  const result = await parseBody(response);
  if (!response.ok) throw new Problem(response.status, result);
  return result;
}

/**
 * @param {string} path
 * @param {Change} options
 */
function send(path, { headers, ...options }) {
  const token = csrfToken ? { [csrfToken.header]: csrfToken.token } : {};
  return request(path, { ...options, headers: { Accept: "application/json", ...token, ...headers } });
}

/**
 * A path with a query string; empty parameters are left out.
 *
 * @param {string} path
 * @param {Record<string, QueryValue>} parameters
 */
export function withQuery(path, parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined && value !== null && value !== "") query.set(name, String(value));
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}
