// The gateway's own answer to each planned item, asked a few at a time and again when its host has changed.
import { cell } from "../core/cell.js";
import { post } from "../core/api.js";
import { backOff, mayPass } from "../core/retry.js";
import { cart } from "./cart.js";

const AT_ONCE = 4;
/** A preview of a launch asks vendors: without a change that is known to be its host's, not more often than this. */
const LAUNCH_PAUSE_MS = 60_000;

/** By item id: { signature, state: "asking" | "ready" | "failed", preview, problem, askedAt } */
export const previews = cell(new Map());
/** Ids of those to ask about, each once. */
const waiting = new Set();
const running = new Set();
const retry = backOff();

const signature = (item) =>
  JSON.stringify([item.host, item.source, item.target, item.image_id, item.image_name, item.acknowledge]);

/** Asks for what is not known yet, and forgets what is no longer planned. */
export function askPreviews() {
  const ids = new Set(cart.value.map((item) => item.id));
  if ([...previews.value.keys()].some((id) => !ids.has(id)))
    previews.set(new Map([...previews.value].filter(([id]) => ids.has(id))));
  for (const item of cart.value) if (previews.value.get(item.id)?.signature !== signature(item)) ask(item);
}

/** @param hosts those that changed; undefined for all */
export function askAgain(hosts) {
  for (const item of cart.value) if (hosts ? hosts.includes(item.host) : !askedLately(item)) ask(item);
}

const askedLately = (item) => item.kind === "launch" && Date.now() - previews.value.get(item.id)?.askedAt < LAUNCH_PAUSE_MS;

function askFailed() {
  for (const item of cart.value) if (previews.value.get(item.id)?.state === "failed") ask(item);
}

function ask(item) {
  const old = previews.value.get(item.id);
  put(item.id, { signature: signature(item), state: "asking", preview: old?.preview, answers: old?.answers, askedAt: Date.now() });
  waiting.add(item.id);
  next();
}

async function next() {
  const id = [...waiting].find((one) => !running.has(one));
  if (id === undefined || running.size >= AT_ONCE) return;
  waiting.delete(id);
  const item = cart.value.find((one) => one.id === id);
  if (!item) return next();
  running.add(id);
  try {
    const preview = await previewOf(item);
    settle(item, { state: "ready", preview, answers: signature(item) });
    if (![...previews.value.values()].some(({ state }) => state === "failed")) retry.reset();
  } catch (problem) {
    settle(item, { state: "failed", problem });
    if (mayPass(problem)) retry.later(askFailed);
  } finally {
    running.delete(id);
    next();
  }
}

function previewOf(item) {
  if (item.kind === "launch")
    return post("/api/preview-runpod-launch", { hostname: item.host, image_name: item.image_name, image_id: item.image_id });
  return post("/api/preview-migration", {
    host: item.host,
    source_aggregate: item.source,
    target_aggregate: item.target,
    acknowledge: item.acknowledge,
  });
}

/** An answer counts only while the item is still the one that was asked about. */
function settle(item, answer) {
  const known = previews.value.get(item.id);
  if (known?.signature === signature(item)) put(item.id, { signature: known.signature, askedAt: known.askedAt, ...answer });
}

const put = (id, value) => previews.set(new Map(previews.value).set(id, value));

/**
 * "asking", "allowed", "acknowledge", "refused" or "failed". While the same question is asked again the last answer stands;
 * another one, such as with a yes taken back, has none yet.
 */
export function standing(item) {
  const known = previews.value.get(item.id);
  if (known?.state === "failed") return "failed";
  if (!known?.preview || known.answers !== signature(item)) return "asking";
  if (known.preview.allowed) return "allowed";
  return known.preview.checks.some((check) => check.result === "REFUSED") ? "refused" : "acknowledge";
}
