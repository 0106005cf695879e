// @ts-check
// The plans that are not sent yet. They are stored in this browser, per user, until they are committed or removed.
import { signal, persist } from "../core/signal.js";
import { newId } from "../core/id.js";

/** @import { MigrationBody } from "#api" */
/** @import { Times } from "../reservations/when-fields.js" */

/**
 * @typedef {object} PlanState
 * @property {string} id stays the same as long as the plan is in the cart
 * @property {string} [key] the idempotency key of the next request; plans of an earlier release have none and use their id
 * @property {string[]} acknowledge
 * @property {boolean} selected
 * @property {(Pick<MigrationBody, "reason" | "batch_id" | "despite"> & Times) | null} [sent] what was sent beside the plan, to be repeated after a lost answer
 * @property {string | null} [error] why it was not accepted; with unknown: why the outcome is not known
 * @property {boolean} [unknown]
 */

/** @typedef {{ kind: "move", host: string, source: string, target: string, gpu_type?: string, disable?: boolean, deadline?: string }} NewMove source, target: empty for no pool; deadline: it waits until its host is empty, at most until then */
/** @typedef {{ kind: "launch", host: string, source?: string, image_name: string, image_id: number, gpu_type?: string, keep?: boolean }} NewLaunch */
/** @typedef {NewMove | NewLaunch} NewPlan */
/** @typedef {NewMove & PlanState} MovePlan */
/** @typedef {NewLaunch & PlanState} LaunchPlan */
/** @typedef {MovePlan | LaunchPlan} Plan */

const UNDO_STEPS = 50;
const SENT_KEPT = 200;

export const cart = signal(/** @type {Plan[]} */ ([]));
/** The number of changes that can be undone. */
export const undoable = signal(0);
/** Ids of accepted plans, of all windows: undo must not restore them. */
const sentIds = signal(/** @type {string[]} */ ([]));
/**
 * What each change removed and added. Other windows change the same cart, so undo cannot restore a whole earlier cart.
 *
 * @type {Array<{ removed: Plan[], added: Plan[] }>}
 */
const undoStack = [];

/** @param {string} user */
export function openCart(user) {
  persist(cart, `spot.cart.${user}`);
  persist(sentIds, `spot.sent.${user}`);
}

/**
 * @param {Plan[]} removed
 * @param {Plan[]} added
 */
function applyChange(removed, added) {
  undoStack.push({ removed, added });
  if (undoStack.length > UNDO_STEPS) undoStack.shift();
  undoable.set(undoStack.length);
  cart.set([...cart.value.filter((item) => !removed.includes(item)), ...added]);
}

/**
 * Each host has at most one plan: a later one replaces the earlier.
 *
 * @param {NewPlan[]} plans
 */
export function plan(plans) {
  const hosts = new Set(plans.map((item) => item.host));
  applyChange(
    cart.value.filter((item) => hosts.has(item.host)),
    plans.map((item) => ({ id: newId(), key: newId(), acknowledge: [], selected: true, ...item })),
  );
}

/** @param {string[]} ids */
export const removeItems = (ids) =>
  applyChange(
    cart.value.filter((item) => ids.includes(item.id)),
    [],
  );

/**
 * Undoes the last change, except for plans that were sent and hosts that have another plan.
 *
 * @returns false: there was none
 */
export function undo() {
  const last = undoStack.pop();
  undoable.set(undoStack.length);
  if (!last) return false;
  const added = new Set(last.added.map((item) => item.id));
  const gone = new Set(sentIds.value);
  const left = cart.value.filter((item) => !added.has(item.id));
  const taken = new Set([...left, ...last.added.filter((item) => gone.has(item.id))].map((item) => item.host));
  const again = last.removed.filter((item) => !gone.has(item.id) && !taken.has(item.host));
  cart.set([...left, ...again]);
  return true;
}

/**
 * Changes an item without an undo step: its selection, an acknowledgement, a result.
 *
 * @param {string} id
 * @param {Partial<PlanState> & { keep?: boolean, disable?: boolean, deadline?: string }} changes
 */
export const patchItem = (id, changes) =>
  cart.update((items) => items.map((item) => (item.id === id ? { ...item, ...changes } : item)));

/**
 * After a refusal: a used key cannot be used for another request.
 *
 * @param {string} id
 */
export const newAttempt = (id) => patchItem(id, { key: newId(), sent: null });

/**
 * Removes an accepted plan.
 *
 * @param {string} id
 */
export function markCommitted(id) {
  sentIds.update((ids) => [...ids, id].slice(-SENT_KEPT));
  cart.update((items) => items.filter((item) => item.id !== id));
}

/** @param {string} host */
export const planFor = (host) => cart.value.find((item) => item.host === host);
