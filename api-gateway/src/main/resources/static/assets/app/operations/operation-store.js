// The open operations and the recently ended ones. Events update them; what an event does not carry is loaded.
import { signal } from "../core/signal.js";
import { withQuery, get } from "../core/api.js";
import { createBackoff, isRetryable } from "../core/retry.js";
import { isOnHappyPath, lastHappyPathState } from "./progress.js";
import { workflows } from "./workflows.js";

const ENDED_KEPT = 40;
const CONCURRENCY = 4;

/** By id, newest first. */
export const operations = signal(new Map());
/** Whether all open operations have been loaded since the page was opened. */
export const openLoaded = signal(false);
/** Open operations by host. */
export const openByHost = signal(new Map());
/** Called with each changed operation, and whether an event caused the change. */
const listeners = new Set();
const loading = new Set();

export const onOperation = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Loads all open operations: at the start, and when events may have been missed. */
export async function loadOpen() {
  const found = [];
  let cursor;
  do {
    const page = await get(withQuery("/api/operations", { open: true, limit: 500, cursor }));
    found.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  const now = new Set(found.map((operation) => operation.id));
  const ended = [...operations.value.values()].filter((operation) => operation.open && !now.has(operation.id));
  merge(found);
  openLoaded.set(true);
  loadMany([...ended, ...withUnknownProgress()].map((operation) => operation.id));
}

/** Whether only its history can tell how far it got. */
const needsHistory = (operation) => operation.open && !isOnHappyPath(operation) && !operation.happyPathState;
const withUnknownProgress = () => [...operations.value.values()].filter(needsHistory);

/** With new descriptions the progress of all operations is computed again. */
workflows.subscribe(() => {
  publish(new Map([...operations.value.values()].map((operation) => [operation.id, withHappyPathState({ ...operation })])));
  loadMany(withUnknownProgress().map((operation) => operation.id));
});

/** Applies an event, which has the current state without the command. */
export function applyEvent(event) {
  merge(
    [
      {
        ...event,
        cause: event.cause ?? null,
        available_at: event.available_at ?? null,
        pending_action: event.pending_action ?? null,
      },
    ],
    true,
  );
  const known = operations.value.get(event.id);
  if (!known.request || needsHistory(known)) load(event.id);
}

/** Loads an operation that this page has just started. */
export const track = (id) => load(id);

async function loadMany(ids) {
  const waiting = [...ids];
  const worker = async () => {
    for (let id = waiting.shift(); id; id = waiting.shift()) await load(id);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}

async function load(id, retry = createBackoff()) {
  if (loading.has(id)) return;
  loading.add(id);
  try {
    const { steps = [], ...operation } = await get(`/api/operations/${id}`);
    const seq = operation.seq ?? Math.max(0, ...steps.map((entry) => entry.seq));
    merge([{ ...operation, seq, happyPathState: lastHappyPathState(operation, steps) }]);
  } catch (problem) {
    if (isRetryable(problem)) retry.schedule(() => load(id, retry));
  } finally {
    loading.delete(id);
  }
}

/** Whether the known operation is newer than a response; an event may arrive before a response that was requested earlier. */
function isNewer(known, update) {
  if (known?.seq !== undefined && update.seq !== undefined) return update.seq < known.seq;
  return Date.parse(update.updated_at) < Date.parse(known?.updated_at);
}

/** A late response still adds the fields that never change: the command. */
function mergeOperation(known, update) {
  if (!known) return update;
  if (!isNewer(known, update)) return { ...known, ...update, happyPathState: update.happyPathState ?? known.happyPathState };
  const { request, reason, created_at, happyPathState } = update;
  return { request, reason, created_at, ...known, happyPathState: known.happyPathState ?? happyPathState };
}

function merge(updates, fromEvent = false) {
  const all = new Map(operations.value);
  const merged = updates.map((operation) => {
    const now = withHappyPathState(mergeOperation(all.get(operation.id), operation));
    all.set(now.id, now);
    return now;
  });
  publish(all);
  for (const operation of merged) for (const listener of listeners) listener(operation, fromEvent);
}

/** Remembers the last state on the happy path, for when the operation leaves it. */
function withHappyPathState(operation) {
  if (isOnHappyPath(operation)) operation.happyPathState = operation.state;
  return operation;
}

function publish(all) {
  let ended = 0;
  const kept = [...all.values()].sort(latestFirst).filter((operation) => operation.open || ++ended <= ENDED_KEPT);
  operations.set(new Map(kept.map((operation) => [operation.id, operation])));
  openByHost.set(new Map(kept.filter((operation) => operation.open).map((operation) => [operation.host, operation])));
}

const since = (operation) => Date.parse(operation.created_at ?? operation.updated_at);
const latestFirst = (a, b) => since(b) - since(a);
