// What is planned and not sent: kept in this browser, per user, until it is committed or removed.
import { cell, persist } from "../core/cell.js";
import { newId } from "../core/id.js";

const UNDO_STEPS = 50;

/** Items: { id, kind: "move" | "launch", host, source, target, image_name, image_id, keep, acknowledge, selected, trouble } */
export const cart = cell([]);
/** How many changes can be taken back. */
export const undoable = cell(0);
const earlier = [];

export const openCart = (user) => persist(cart, `spot.cart.${user}`);

function change(next) {
  earlier.push(cart.value);
  if (earlier.length > UNDO_STEPS) earlier.shift();
  undoable.set(earlier.length);
  cart.set(next);
}

/** One plan per host: a later one takes the place of the earlier. */
export function plan(items) {
  const hosts = new Set(items.map((item) => item.host));
  change([
    ...cart.value.filter((item) => !hosts.has(item.host)),
    ...items.map((item) => ({ id: newId(), acknowledge: [], selected: true, ...item })),
  ]);
}

export const removeItems = (ids) => change(cart.value.filter((item) => !ids.includes(item.id)));

export const takeBack = () => {
  const before = earlier.pop();
  undoable.set(earlier.length);
  if (before) cart.set(before);
  return before !== undefined;
};

/** Changes an item without a step to take back: a tick, a yes, an answer. */
export const amend = (id, changes) =>
  cart.update((items) => items.map((item) => (item.id === id ? { ...item, ...changes } : item)));

/** What was accepted is no plan any more, and undoing must not bring it back. */
export function committed(id) {
  earlier.forEach((items, index) => (earlier[index] = items.filter((item) => item.id !== id)));
  cart.update((items) => items.filter((item) => item.id !== id));
}

export const planFor = (host) => cart.value.find((item) => item.host === host);
