// @ts-check
// Which groups of the board show only their head, and whether a host takes one line. Kept in this browser.
import { persist, signal } from "../core/signal.js";

/** @import { Column } from "./model.js" */

/** Keys of groups. */
export const folded = signal(/** @type {string[]} */ ([]));

export const dense = signal(false);

/** Reads both from the browser and keeps them there. */
export function keepFolding() {
  persist(folded, "spot.board.folded");
  persist(dense, "spot.board.dense");
}

/** @param {string} group its key */
export const toggleFold = (group) =>
  folded.update((keys) => (keys.includes(group) ? keys.filter((key) => key !== group) : [...keys, group]));

/**
 * A filter looks into folded groups too: what it finds is shown.
 *
 * @param {Column[]} columns
 * @param {readonly string[]} keys of folded groups
 * @param {boolean} filtered
 */
export const withFolding = (columns, keys, filtered) =>
  filtered || keys.length === 0
    ? columns
    : columns.map((column) => ({
        ...column,
        groups: column.groups.map((group) => ({ ...group, folded: keys.includes(group.key) })),
      }));
