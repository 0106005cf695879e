// The plans that are not sent yet. They are stored in this browser, per user, until they are committed or removed.
import { signal, persist } from "../core/signal.js";
import { newId } from "../core/id.js";

const UNDO_STEPS = 50;
const SENT_KEPT = 200;

/**
 * Items: { id, kind: "move" | "launch", host, source, target, image_name, image_id, keep, acknowledge, selected, sent, error, unknown };
 * error: why it was not accepted; with unknown: why the outcome is not known
 */
export const cart = signal([]);
/** The number of changes that can be undone. */
export const undoable = signal(0);
/** Ids of accepted plans, of all windows: undo must not restore them. */
const sentIds = signal([]);
/** The items that each change removed and added. Other windows change the same cart, so undo cannot restore a whole earlier cart. */
const undoStack = [];

export function openCart(user) {
  persist(cart, `spot.cart.${user}`);
  persist(sentIds, `spot.sent.${user}`);
}

function applyChange(removed, added) {
  undoStack.push({ removed, added });
  if (undoStack.length > UNDO_STEPS) undoStack.shift();
  undoable.set(undoStack.length);
  cart.set([...cart.value.filter((item) => !removed.includes(item)), ...added]);
}

/** Each host has at most one plan: a later one replaces the earlier. */
export function plan(items) {
  const hosts = new Set(items.map((item) => item.host));
  applyChange(
    cart.value.filter((item) => hosts.has(item.host)),
    items.map((item) => ({ id: newId(), acknowledge: [], selected: true, ...item })),
  );
}

export const removeItems = (ids) =>
  applyChange(
    cart.value.filter((item) => ids.includes(item.id)),
    [],
  );

/** Undoes the last change, except for plans that were sent and hosts that have another plan. */
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

/** Changes an item without an undo step: its selection, an acknowledgement, a result. */
export const patchItem = (id, changes) =>
  cart.update((items) => items.map((item) => (item.id === id ? { ...item, ...changes } : item)));

/** Removes an accepted plan. */
export function markCommitted(id) {
  sentIds.update((ids) => [...ids, id].slice(-SENT_KEPT));
  cart.update((items) => items.filter((item) => item.id !== id));
}

export const planFor = (host) => cart.value.find((item) => item.host === host);
