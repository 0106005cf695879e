// @ts-check
// Keyboard focus on the board (roving tabindex): one card is in the tab order, the arrow keys move from it.
import { neighbourOf } from "./neighbours.js";
import { cardsIn } from "./selection.js";

/**
 * Exactly one card is in the tab order.
 *
 * @param {Element} root
 * @param {HTMLElement} [preferred]
 */
export function updateTabStop(root, preferred) {
  const cards = cardsIn(root);
  const current = preferred ?? cards.find((card) => card.tabIndex === 0) ?? cards[0];
  for (const card of cards) if (card.tabIndex === 0 && card !== current) card.tabIndex = -1;
  if (current) current.tabIndex = 0;
}

/**
 * @param {Element} root
 * @param {HTMLElement | null | undefined} card
 */
export function focusCard(root, card) {
  if (!card) return;
  updateTabStop(root, card);
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/**
 * The card that a key moves to, or undefined.
 *
 * @param {Element} root
 * @param {HTMLElement} card
 * @param {string} key
 */
export const neighbour = (root, card, key) =>
  neighbourOf([...root.querySelectorAll(".col")].map(cardsIn), card, key, (other) => other.getBoundingClientRect().top);
