// Keyboard focus on the board (roving tabindex): one card is in the tab order, the arrow keys move from it.
import { cardsIn } from "./selection.js";

/** Exactly one card is in the tab order. */
export function updateTabStop(root, preferred) {
  const cards = cardsIn(root);
  const current = preferred ?? cards.find((card) => card.tabIndex === 0) ?? cards[0];
  for (const card of cards) if (card.tabIndex === 0 && card !== current) card.tabIndex = -1;
  if (current) current.tabIndex = 0;
}

export function focusCard(root, card) {
  if (!card) return;
  updateTabStop(root, card);
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** The card that a key moves to, or undefined. */
export function neighbour(root, card, key) {
  const column = card.closest(".col");
  const cards = cardsIn(column);
  const at = cards.indexOf(card);
  switch (key) {
    case "ArrowDown":
      return cards[at + 1];
    case "ArrowUp":
      return cards[at - 1];
    case "Home":
      return cards[0];
    case "End":
      return cards.at(-1);
    case "PageDown":
      return cards[Math.min(cards.length - 1, at + 10)];
    case "PageUp":
      return cards[Math.max(0, at - 10)];
    case "ArrowLeft":
    case "ArrowRight":
      return nearestInColumn(root, column, card, key === "ArrowRight" ? 1 : -1);
    default:
      return undefined;
  }
}

/** The card nearest to the same height in the next column with cards. */
function nearestInColumn(root, column, card, step) {
  const columns = [...root.querySelectorAll(".col")];
  const height = card.getBoundingClientRect().top;
  for (let index = columns.indexOf(column) + step; columns[index]; index += step) {
    const cards = cardsIn(columns[index]);
    if (cards.length > 0) return cards.reduce((best, other) => (distance(other, height) < distance(best, height) ? other : best));
  }
  return undefined;
}

const distance = (card, height) => Math.abs(card.getBoundingClientRect().top - height);
