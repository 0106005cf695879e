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

/** @param {Element} root */
export const cardsIn = (root) => [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".card[data-key]"))];
/** @param {HTMLElement} card */
export const keyOf = (card) => card.dataset.key ?? "";

/**
 * @param {Element} root
 * @param {HTMLElement} card
 * @param {{ add?: boolean, range?: boolean }} how
 */
export function select(root, card, how = {}) {
  const next = afterChoosing({ selected: selection.value, anchor }, cardsIn(root).map(keyOf), keyOf(card), how);
  anchor = next.anchor;
  selection.set(next.selected);
}

export function clearSelection() {
  anchor = null;
  if (selection.value.size > 0) selection.set(new Set());
}

/**
 * Shows the selection on the cards, and removes keys that are no longer on the board.
 *
 * @param {Element} root
 */
export function showSelection(root) {
  const present = new Set();
  for (const element of cardsIn(root)) {
    const key = keyOf(element);
    present.add(key);
    const selected = String(selection.value.has(key));
    if (element.getAttribute("aria-selected") !== selected) element.setAttribute("aria-selected", selected);
  }
  if ([...selection.value].some((key) => !present.has(key)))
    selection.set(new Set([...selection.value].filter((key) => present.has(key))));
}
