// @ts-check
// The open operations and the recently ended ones. Events update them; what an event does not carry is loaded.
import { signal } from "../core/signal.js";
import { withQuery, get } from "../core/api.js";
import { createBackoff, isRetryable } from "../core/retry.js";
import { fromEvent, latestOf, mergeOperation, openByHostOf } from "./merging.js";
import { isOnHappyPath, lastHappyPathState } from "./progress.js";
import { workflows } from "./workflows.js";

/** @import { Operation, OperationPage } from "#api" */
/** @import { OperationEvent } from "#events" */
/** @import { KnownOperation } from "./merging.js" */

/** @typedef {(operation: KnownOperation, fromEvent: boolean) => unknown} OperationListener */

const CONCURRENCY = 4;

/** By id, newest first. */
export const operations = signal(/** @type {Map<string, KnownOperation>} */ (new Map()));
/** Whether all open operations have been loaded since the page was opened. */
export const openLoaded = signal(false);
/** Open operations by host. */
export const openByHost = signal(/** @type {Map<string, KnownOperation>} */ (new Map()));
/**
 * Called with each changed operation, and whether an event caused the change.
 *
 * @type {Set<OperationListener>}
 */
const listeners = new Set();
/** @type {Set<string>} */
const loading = new Set();

/** @param {OperationListener} listener */
export const onOperation = (listener) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Loads all open operations: at the start, and when events may have been missed. */
export async function loadOpen() {
  /** @type {Operation[]} */
  const found = [];
  /** @type {string | undefined} */
  let cursor;
  do {
    /** @type {OperationPage} */
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

/**
 * Whether only its history can tell how far it got.
 *
 * @param {KnownOperation} operation
 */
const needsHistory = (operation) => operation.open && !isOnHappyPath(operation) && !operation.happyPathState;
const withUnknownProgress = () => [...operations.value.values()].filter(needsHistory);

/** With new descriptions the progress of all operations is computed again. */
workflows.subscribe(() => {
  publish([...operations.value.values()].map(withHappyPathState));
  loadMany(withUnknownProgress().map((operation) => operation.id));
});

/**
 * Applies an event, which has the current state without the command.
 *
 * @param {OperationEvent} event
 */
export function applyEvent(event) {
  const [known] = merge([fromEvent(event)], true);
  if (!known.request || needsHistory(known)) load(event.id);
}

/**
 * Loads an operation that this page has just started.
 *
 * @param {string} id
 */
export const track = (id) => load(id);

/** @param {string[]} ids */
async function loadMany(ids) {
  const waiting = [...ids];
  const worker = async () => {
    for (let id = waiting.shift(); id; id = waiting.shift()) await load(id);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}

/** @param {string} id */
async function load(id, retry = createBackoff()) {
  if (loading.has(id)) return;
  loading.add(id);
  try {
    /** @type {Operation} */
    const { steps = [], ...operation } = await get(`/api/operations/${id}`);
    merge([{ ...operation, happyPathState: lastHappyPathState(operation, steps) }]);
  } catch (problem) {
    if (isRetryable(problem)) retry.schedule(() => load(id, retry));
  } finally {
    loading.delete(id);
  }
}

/**
 * @param {KnownOperation[]} updates
 * @returns the operations as they are now
 */
function merge(updates, isEvent = false) {
  const all = new Map(operations.value);
  const merged = updates.map((operation) => {
    const now = withHappyPathState(mergeOperation(all.get(operation.id), operation));
    all.set(now.id, now);
    return now;
  });
  publish(all.values());
  for (const operation of merged) for (const listener of listeners) listener(operation, isEvent);
  return merged;
}

/**
 * Remembers the last state on the happy path, for when the operation leaves it.
 *
 * @param {KnownOperation} operation
 */
const withHappyPathState = (operation) =>
  isOnHappyPath(operation) ? { ...operation, happyPathState: operation.state } : operation;

/** @param {Iterable<KnownOperation>} all */
function publish(all) {
  const kept = latestOf(all);
  operations.set(new Map(kept.map((operation) => [operation.id, operation])));
  openByHost.set(openByHostOf(kept));
}
