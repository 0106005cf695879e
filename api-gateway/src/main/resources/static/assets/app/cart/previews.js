// @ts-check
// The previews of the planned items. A few are requested at a time, and again when the host of an item changes.
import { signal } from "../core/signal.js";
import { asError, hasStatus, post } from "../core/api.js";
import { createBackoff, isRetryable } from "../core/retry.js";
import { cart } from "./cart.js";
import { isWithdrawal, moveBody } from "./move-body.js";
import { previewResult } from "./plan-verdict.js";

/** @import { Plan } from "./cart.js" */
/** @import { PlanStatus, Preview } from "./plan-verdict.js" */

/**
 * @typedef {object} PlanPreview
 * @property {string} signature of the plan that was asked about
 * @property {"asking" | "ready" | "failed"} state
 * @property {number} askedAt by the local clock
 * @property {Preview} [preview]
 * @property {string} [answers] the signature of the plan that the preview is about
 * @property {Error} [problem]
 */

const CONCURRENCY = 4;
/** A preview of a launch calls external services, so it is refreshed at most once in this time, unless its host changed. */
const LAUNCH_INTERVAL_MS = 60_000;

/** By item id. */
export const previews = signal(/** @type {Map<string, PlanPreview>} */ (new Map()));
/**
 * Ids of items that wait for a request.
 *
 * @type {Set<string>}
 */
const waiting = new Set();
/** @type {Set<string>} */
const running = new Set();
const backoff = createBackoff();

/**
 * What a preview depends on. After a refusal the plan has another key, and is checked again.
 *
 * @param {Plan} item
 */
const signature = (item) =>
  JSON.stringify(
    item.kind === "launch"
      ? [item.key, item.host, item.image_id, item.image_name]
      : [item.key, item.host, item.source, item.target, item.acknowledge, item.disable, item.deadline],
  );

/** Requests missing previews, and drops previews of items that are no longer planned. */
export function requestPreviews() {
  const ids = new Set(cart.value.map((item) => item.id));
  if ([...previews.value.keys()].some((id) => !ids.has(id)))
    previews.set(new Map([...previews.value].filter(([id]) => ids.has(id))));
  for (const item of cart.value) if (previews.value.get(item.id)?.signature !== signature(item)) enqueue(item);
}

/** @param {string[] | undefined} hosts the hosts that changed; undefined for all */
export function refreshPreviews(hosts) {
  for (const item of cart.value) if (hosts ? hosts.includes(item.host) : !isRecentLaunch(item)) enqueue(item);
}

/** @param {Plan} item */
const isRecentLaunch = (item) =>
  item.kind === "launch" && Date.now() - (previews.value.get(item.id)?.askedAt ?? -Infinity) < LAUNCH_INTERVAL_MS;

function retryFailed() {
  for (const item of cart.value) if (previews.value.get(item.id)?.state === "failed") enqueue(item);
}

/** @param {Plan} item */
function enqueue(item) {
  const old = previews.value.get(item.id);
  setPreview(item.id, {
    signature: signature(item),
    state: "asking",
    preview: old?.preview,
    answers: old?.answers,
    askedAt: Date.now(),
  });
  waiting.add(item.id);
  runNext();
}

async function runNext() {
  const id = [...waiting].find((one) => !running.has(one));
  if (id === undefined || running.size >= CONCURRENCY) return;
  waiting.delete(id);
  const item = cart.value.find((one) => one.id === id);
  if (!item) return runNext();
  running.add(id);
  try {
    const preview = await loadPreview(item);
    storeResult(item, { state: "ready", preview, answers: signature(item) });
    if (![...previews.value.values()].some(({ state }) => state === "failed")) backoff.reset();
  } catch (problem) {
    storeResult(item, { state: "failed", problem: asError(problem) });
    if (isRetryable(problem)) backoff.schedule(retryFailed);
  } finally {
    running.delete(id);
    runNext();
  }
}

/**
 * @param {Plan} item
 * @returns {Promise<Preview>}
 */
function loadPreview(item) {
  if (item.kind === "launch")
    return post("/api/preview-runpod-launch", { hostname: item.host, image_name: item.image_name, image_id: item.image_id });
  const body = moveBody(item);
  // The reason is asked for when everything is sent; a preview without one is refused.
  return post("/api/preview-migration", isWithdrawal(item) ? { ...body, reason: "REASON" } : body);
}

/**
 * A response is ignored if the item has changed since the request.
 *
 * @param {Plan} item
 * @param {Omit<PlanPreview, "signature" | "askedAt">} answer
 */
function storeResult(item, answer) {
  const known = previews.value.get(item.id);
  if (known?.signature === signature(item))
    setPreview(item.id, { signature: known.signature, askedAt: known.askedAt, ...answer });
}

/**
 * @param {string} id
 * @param {PlanPreview} value
 */
const setPreview = (id, value) => previews.set(new Map(previews.value).set(id, value));

/**
 * During a refresh of the same item the last result is kept; a changed item has none yet.
 *
 * @param {Plan} item
 * @returns {PlanStatus}
 */
export function previewStatus(item) {
  const known = previews.value.get(item.id);
  if (known?.state === "failed") return hasStatus(known.problem, 403) ? "refused" : "failed";
  if (!known?.preview || known.answers !== signature(item)) return "asking";
  return previewResult(known.preview);
}
