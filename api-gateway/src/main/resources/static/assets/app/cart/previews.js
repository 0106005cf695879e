// The gateway's own answer to each planned item, asked a few at a time and again when its host has changed.
import { cell } from "../core/cell.js";
import { post } from "../core/api.js";
import { cart } from "./cart.js";

const AT_ONCE = 4;

/** By item id: { signature, state: "asking" | "ready" | "failed", preview, problem } */
export const previews = cell(new Map());
const queue = [];
let running = 0;

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
  for (const item of cart.value) if (!hosts || hosts.includes(item.host)) ask(item);
}

function ask(item) {
  const old = previews.value.get(item.id);
  put(item.id, { signature: signature(item), state: "asking", preview: old?.preview });
  queue.push(item);
  next();
}

async function next() {
  if (running >= AT_ONCE || queue.length === 0) return;
  const item = queue.shift();
  running++;
  try {
    settle(item, { state: "ready", preview: await previewOf(item) });
  } catch (problem) {
    settle(item, { state: "failed", problem });
  } finally {
    running--;
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
  if (previews.value.get(item.id)?.signature === signature(item)) put(item.id, { signature: signature(item), ...answer });
}

const put = (id, value) => previews.set(new Map(previews.value).set(id, value));

/** "asking", "allowed", "acknowledge", "refused" or "failed" */
export function standing(item) {
  const known = previews.value.get(item.id);
  if (!known || (known.state === "asking" && !known.preview)) return "asking";
  if (known.state === "failed") return "failed";
  if (known.preview.allowed) return "allowed";
  return known.preview.checks.some((check) => check.result === "REFUSED") ? "refused" : "acknowledge";
}
