// @ts-check
// Keyboard focus on the board (roving tabindex): one card is in the tab order, the arrow keys move from it. The head of a folded group
// stands for its cards.
import { reveal } from "./card-window.js";
import { neighbourOf } from "./neighbours.js";

/** @import { Column } from "./model.js" */

/** Where the focus can be; the head of an open group only keeps it. */
export const STOP = ".card[data-key], .group-fold[aria-expanded=false], .group-fold:focus";
const HEAD = "head of ";

/** The name of a card or a head among all stops. @param {HTMLElement} stop */
const nameOf = (stop) => stop.dataset.key ?? `${HEAD}${/** @type {HTMLElement} */ (stop.closest("[data-group]")).dataset.group}`;

/**
 * The names of the stops of each column, also of those that are not rendered.
 *
 * @param {Column[]} columns
 * @param {string} current the name of the stop with the focus: the head of an open group is one only then
 */
export const stopsOf = (columns, current) =>
  columns.map(({ groups }) =>
    groups.flatMap(({ key, cards, folded }) => {
      const head = `${HEAD}${key}`;
      return [...(folded || head === current ? [head] : []), ...(folded ? [] : cards.map((card) => card.key))];
    }),
  );

/**
 * Exactly one card or head is in the tab order.
 *
 * @param {Element} root
 * @param {HTMLElement} [preferred]
 */
export function updateTabStop(root, preferred) {
  const before = /** @type {NodeListOf<HTMLElement>} */ (
    root.querySelectorAll(":is(.card[data-key], .group-fold)[tabindex='0']")
  );
  const current = preferred ?? [...before].find((stop) => stop.matches(STOP)) ?? root.querySelector(STOP);
  for (const stop of before) if (stop !== current) stop.tabIndex = -1;
  if (current) /** @type {HTMLElement} */ (current).tabIndex = 0;
}

/**
 * @param {Element} root
 * @param {HTMLElement | null | undefined} stop
 */
export function focusStop(root, stop) {
  if (!stop) return;
  updateTabStop(root, stop);
  stop.focus({ preventScroll: true });
  stop.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/**
 * The card or head that a key moves to, or null. It is rendered if it was not.
 *
 * @param {Element} root
 * @param {Column[]} columns
 * @param {HTMLElement} stop
 * @param {string} key
 */
export function neighbour(root, columns, stop, key) {
  const rendered = new Map(
    [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(STOP))].map((other) => [nameOf(other), other]),
  );
  const current = nameOf(stop);
  // What is not rendered is not beside anything that is.
  const next = neighbourOf(
    stopsOf(columns, current),
    current,
    key,
    (name) => rendered.get(name)?.getBoundingClientRect().top ?? Infinity,
  );
  if (next === undefined) return null;
  return rendered.get(next) ?? reveal(root, next);
}
