// The previews of the planned items. A few are requested at a time, and again when the host of an item changes.
import { signal } from "../core/signal.js";
import { post } from "../core/api.js";
import { createBackoff, isRetryable } from "../core/retry.js";
import { cart } from "./cart.js";

const CONCURRENCY = 4;
/** A preview of a launch calls external services, so it is refreshed at most once in this time, unless its host changed. */
const LAUNCH_INTERVAL_MS = 60_000;

/** By item id: { signature, state: "asking" | "ready" | "failed", preview, problem, askedAt } */
export const previews = signal(new Map());
/** Ids of items that wait for a request. */
const waiting = new Set();
const running = new Set();
const backoff = createBackoff();

const signature = (item) =>
  JSON.stringify([item.host, item.source, item.target, item.image_id, item.image_name, item.acknowledge]);

/** Requests missing previews, and drops previews of items that are no longer planned. */
export function requestPreviews() {
  const ids = new Set(cart.value.map((item) => item.id));
  if ([...previews.value.keys()].some((id) => !ids.has(id)))
    previews.set(new Map([...previews.value].filter(([id]) => ids.has(id))));
  for (const item of cart.value) if (previews.value.get(item.id)?.signature !== signature(item)) enqueue(item);
}

/** @param hosts the hosts that changed; undefined for all */
export function refreshPreviews(hosts) {
  for (const item of cart.value) if (hosts ? hosts.includes(item.host) : !isRecentLaunch(item)) enqueue(item);
}

const isRecentLaunch = (item) => item.kind === "launch" && Date.now() - previews.value.get(item.id)?.askedAt < LAUNCH_INTERVAL_MS;

function retryFailed() {
  for (const item of cart.value) if (previews.value.get(item.id)?.state === "failed") enqueue(item);
}

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
    storeResult(item, { state: "failed", problem });
    if (isRetryable(problem)) backoff.schedule(retryFailed);
  } finally {
    running.delete(id);
    runNext();
  }
}

function loadPreview(item) {
  if (item.kind === "launch")
    return post("/api/preview-runpod-launch", { hostname: item.host, image_name: item.image_name, image_id: item.image_id });
  return post("/api/preview-migration", {
    host: item.host,
    source_aggregate: item.source,
    target_aggregate: item.target,
    acknowledge: item.acknowledge,
  });
}

/** A response is ignored if the item has changed since the request. */
function storeResult(item, answer) {
  const known = previews.value.get(item.id);
  if (known?.signature === signature(item))
    setPreview(item.id, { signature: known.signature, askedAt: known.askedAt, ...answer });
}

const setPreview = (id, value) => previews.set(new Map(previews.value).set(id, value));

/**
 * "asking", "allowed", "acknowledge", "refused" or "failed". During a refresh of the same item the last result is kept; a changed item
 * has none yet.
 */
export function previewStatus(item) {
  const known = previews.value.get(item.id);
  if (known?.state === "failed") return "failed";
  if (!known?.preview || known.answers !== signature(item)) return "asking";
  if (known.preview.allowed) return "allowed";
  return known.preview.checks.some((check) => check.result === "REFUSED") ? "refused" : "acknowledge";
}
