// What is planned and not sent: kept in this browser, per user, until it is committed or removed.
import { cell, persist } from "../core/cell.js";
import { newId } from "../core/id.js";

const UNDO_STEPS = 50;
const SENT_KEPT = 200;

/**
 * Items: { id, kind: "move" | "launch", host, source, target, image_name, image_id, keep, acknowledge, selected, sent, trouble, unknown };
 * trouble: why it was not accepted, or with unknown why nobody can tell whether it was
 */
export const cart = cell([]);
/** How many changes can be taken back. */
export const undoable = cell(0);
/** Ids of what was accepted, in whichever window: undoing must not bring it back. */
const sent = cell([]);
/** What each change took out and put in: other windows change the same cart, so that a whole earlier one would be wrong. */
const changes = [];

export function openCart(user) {
  persist(cart, `spot.cart.${user}`);
  persist(sent, `spot.sent.${user}`);
}

function change(removed, added) {
  changes.push({ removed, added });
  if (changes.length > UNDO_STEPS) changes.shift();
  undoable.set(changes.length);
  cart.set([...cart.value.filter((item) => !removed.includes(item)), ...added]);
}

/** One plan per host: a later one takes the place of the earlier. */
export function plan(items) {
  const hosts = new Set(items.map((item) => item.host));
  change(
    cart.value.filter((item) => hosts.has(item.host)),
    items.map((item) => ({ id: newId(), acknowledge: [], selected: true, ...item })),
  );
}

export const removeItems = (ids) =>
  change(
    cart.value.filter((item) => ids.includes(item.id)),
    [],
  );

/** Only what nobody has sent meanwhile, and only where no other plan has taken or moved the host. */
export function takeBack() {
  const last = changes.pop();
  undoable.set(changes.length);
  if (!last) return false;
  const added = new Set(last.added.map((item) => item.id));
  const gone = new Set(sent.value);
  const left = cart.value.filter((item) => !added.has(item.id));
  const taken = new Set([...left, ...last.added.filter((item) => gone.has(item.id))].map((item) => item.host));
  const again = last.removed.filter((item) => !gone.has(item.id) && !taken.has(item.host));
  cart.set([...left, ...again]);
  return true;
}

/** Changes an item without a step to take back: a tick, a yes, an answer. */
export const amend = (id, changes) =>
  cart.update((items) => items.map((item) => (item.id === id ? { ...item, ...changes } : item)));

/** What was accepted is no plan any more. */
export function committed(id) {
  sent.update((ids) => [...ids, id].slice(-SENT_KEPT));
  cart.update((items) => items.filter((item) => item.id !== id));
}

export const planFor = (host) => cart.value.find((item) => item.host === host);
