// @ts-check
// The selected cards of the board.
import { signal } from "../core/signal.js";
import { afterChoosing } from "./selecting.js";

/** Keys of cards. */
export const selection = signal(/** @type {ReadonlySet<string>} */ (new Set()));
/**
 * Where a range begins.
 *
 * @type {string | null}
 */
let anchor = null;

/** The cards that are rendered. @param {Element} root */
export const cardsIn = (root) => [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".card[data-key]"))];
/** @param {HTMLElement} card */
export const keyOf = (card) => card.dataset.key ?? "";

/**
 * @param {string} key of a card
 * @param {{ add?: boolean, range?: boolean }} how
 * @param {string[]} keys of all cards, in order, for a range
 */
export function select(key, how = {}, keys = []) {
  const next = afterChoosing({ selected: selection.value, anchor }, keys, key, how);
  anchor = next.anchor;
  selection.set(next.selected);
}

export function clearSelection() {
  anchor = null;
  if (selection.value.size > 0) selection.set(new Set());
}

/**
 * Removes what is no longer on the board.
 *
 * @param {{ has: (key: string) => boolean }} present
 */
export function keepSelected(present) {
  const kept = [...selection.value].filter((key) => present.has(key));
  if (kept.length < selection.value.size) selection.set(new Set(kept));
}

/**
 * Shows the selection on the cards that are rendered.
 *
 * @param {Element} root
 */
export function showSelection(root) {
  for (const element of cardsIn(root)) {
    const selected = String(selection.value.has(keyOf(element)));
    if (element.getAttribute("aria-selected") !== selected) element.setAttribute("aria-selected", selected);
  }
}
