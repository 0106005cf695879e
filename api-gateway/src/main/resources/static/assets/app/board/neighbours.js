// @ts-check
// From card to card with the keyboard.

const PAGE = 10;

/**
 * The card that a key moves to.
 *
 * @template T
 * @param {T[][]} columns the cards of each column, from top to bottom
 * @param {T} card the focused one
 * @param {string} key
 * @param {(card: T) => number} height of a card on the screen; left and right go to the nearest height
 * @returns {T | undefined} undefined: there is none, or the key moves nowhere
 */
export function neighbourOf(columns, card, key, height) {
  const column = columns.findIndex((cards) => cards.includes(card));
  if (column < 0) return undefined;
  const cards = columns[column];
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
      return cards[Math.min(cards.length - 1, at + PAGE)];
    case "PageUp":
      return cards[Math.max(0, at - PAGE)];
    case "ArrowLeft":
      return nearest(columns.slice(0, column).reverse(), height(card), height);
    case "ArrowRight":
      return nearest(columns.slice(column + 1), height(card), height);
    default:
      return undefined;
  }
}

/**
 * The card nearest to a height in the first column that has cards.
 *
 * @template T
 * @param {T[][]} columns
 * @param {number} wanted
 * @param {(card: T) => number} height
 */
function nearest(columns, wanted, height) {
  const cards = columns.find((some) => some.length > 0);
  /** @param {T} card */
  const distance = (card) => Math.abs(height(card) - wanted);
  return cards?.reduce((best, other) => (distance(other) < distance(best) ? other : best));
}
