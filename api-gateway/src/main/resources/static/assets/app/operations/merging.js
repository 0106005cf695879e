// @ts-check
// Merges what events and responses say of operations. They may arrive in any order; the number of the latest history entry decides.

/** @import { OperationEvent } from "#events" */

/**
 * An operation as far as it is known: events carry neither the command nor the times of its begin and end.
 *
 * @typedef {Omit<OperationEvent, "cause" | "available_at" | "pending_action"> & {
 *   cause?: string | null,
 *   available_at?: string | null,
 *   pending_action?: string | null,
 *   request?: Record<string, unknown>,
 *   reason?: string,
 *   created_at?: string,
 *   ended_at?: string,
 *   happyPathState?: string,
 * }} KnownOperation happyPathState: the last state on the happy path, for when the operation leaves it
 */

const ENDED_KEPT = 40;

/**
 * What an event says, with null for what has no value any more. An operation changes no more once it has ended.
 *
 * @param {OperationEvent} event
 * @returns {KnownOperation}
 */
export const fromEvent = (event) => ({
  ...event,
  cause: event.cause ?? null,
  available_at: event.available_at ?? null,
  pending_action: event.pending_action ?? null,
  ...(event.open ? {} : { ended_at: event.updated_at }),
});

/**
 * @param {{ seq?: number, updated_at: string }} known
 * @param {{ seq?: number, updated_at: string }} update
 */
export function isNewer(known, update) {
  if (known.seq !== undefined && update.seq !== undefined && known.seq !== update.seq) return known.seq > update.seq;
  return Date.parse(known.updated_at) > Date.parse(update.updated_at);
}

/**
 * A late response still adds the fields that never change: the command.
 *
 * @param {KnownOperation | undefined} known
 * @param {KnownOperation} update
 * @returns {KnownOperation}
 */
export function mergeOperation(known, update) {
  if (!known) return { ...update };
  if (!isNewer(known, update)) return { ...known, ...update, happyPathState: update.happyPathState ?? known.happyPathState };
  const { request, reason, created_at, happyPathState } = update;
  return { request, reason, created_at, ...withoutGaps(known), happyPathState: known.happyPathState ?? happyPathState };
}

/**
 * A row of the history with what is known of the operation, of which one may be older than the other.
 *
 * @param {KnownOperation} row
 * @param {KnownOperation | undefined} known
 */
export const mergeRow = (row, known) => (known && !isNewer(row, known) ? { ...row, ...withoutGaps(known) } : row);

/**
 * A field that is present without a value must not hide the value of a late response.
 *
 * @param {KnownOperation} known
 * @returns {KnownOperation}
 */
const withoutGaps = (known) =>
  /** @type {KnownOperation} */ (Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)));

/** @param {KnownOperation} operation */
const since = (operation) => Date.parse(operation.created_at ?? operation.updated_at);

/**
 * All open operations and the latest ended ones, newest first.
 *
 * @param {Iterable<KnownOperation>} all
 */
export function latestOf(all) {
  let ended = 0;
  return [...all].sort((a, b) => since(b) - since(a)).filter((operation) => operation.open || ++ended <= ENDED_KEPT);
}

/**
 * The open operation of each host. Until the end of an operation is known, the next one of its host may be known already: the newer counts.
 *
 * @param {KnownOperation[]} operations newest first
 */
export const openByHostOf = (operations) =>
  new Map(
    operations
      .filter((operation) => operation.open)
      .reverse()
      .map((operation) => [operation.host, operation]),
  );
