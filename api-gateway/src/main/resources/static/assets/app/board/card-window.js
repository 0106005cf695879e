// @ts-check
// Renders only the cards near the part of a column that is in sight, so that a large fleet costs no more than a screen of it. Cards
// stand in chunks; a chunk that is far away is an empty box of its height.
import { h, renderList, setAttribute } from "../core/dom.js";
import { makeCard, updateCard } from "./card.js";

/** @import { Card } from "./cards.js" */

/** @typedef {{ perRow: number, rowHeight: number }} Layout */
/** @typedef {{ key: string, cards: Card[], from: number, all: boolean }} Chunk from: row in the column; all: rendered wherever it is */
/** @typedef {{ near: boolean, drawn?: boolean, chunk?: Chunk, layout?: Layout, height?: number }} Box height: as last seen, in this layout */

/** How far out of sight cards are rendered, so that a wheel or a key meets none that is missing. */
const MARGIN_PX = 600;
const ROWS = 24;
/** A column with fewer is rendered completely: the search of the browser finds all of it. */
const FEW = 60;

/** @type {WeakMap<Element, Box>} */
const boxes = new WeakMap();

/**
 * @param {HTMLElement} scroller
 * @param {() => void} rendered called after cards have come or gone while scrolling
 */
export function cardWindow(scroller, rendered) {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting, boundingClientRect } of entries) {
        const box = boxes.get(target);
        if (!box) continue;
        if (!target.isConnected) observer.unobserve(target);
        else if (box.near !== isIntersecting) {
          box.near = isIntersecting;
          if (box.drawn) box.height = boundingClientRect.height;
          draw(/** @type {HTMLElement} */ (target), box);
        }
      }
      rendered();
    },
    { root: scroller, rootMargin: `${MARGIN_PX}px 0px` },
  );

  return {
    /**
     * @param {HTMLElement} element
     * @param {Card[]} cards
     * @param {{ first: number, inColumn: number, layout: Layout }} where first: the row of the first card; inColumn: how many cards
     */
    show(element, cards, { first, inColumn, layout }) {
      renderList(element, chunksOf(cards, layout.perRow * ROWS, first, inColumn <= FEW), {
        key: (chunk) => chunk.key,
        create: (chunk) => {
          const created = h("div", { class: "chunk", role: "presentation" });
          // What is in sight at first is there without waiting for the observer.
          boxes.set(created, { near: chunk.from < ROWS });
          observer.observe(created);
          return created;
        },
        update: (element, chunk) => {
          const box = /** @type {Box} */ (boxes.get(element));
          if (box.layout?.perRow !== layout.perRow || box.layout.rowHeight !== layout.rowHeight) box.height = undefined;
          if (box.chunk?.cards.length !== chunk.cards.length) box.height = undefined;
          Object.assign(box, { chunk, layout });
          draw(element, box);
        },
      });
    },
  };
}

/**
 * @param {Card[]} cards
 * @param {number} size
 * @param {number} first
 * @param {boolean} all
 * @returns {Chunk[]}
 */
export function chunksOf(cards, size, first, all) {
  return Array.from({ length: Math.ceil(cards.length / size) }, (_, index) => ({
    key: String(index),
    cards: cards.slice(index * size, (index + 1) * size),
    from: first + index * size,
    all,
  }));
}

/**
 * @param {HTMLElement} element
 * @param {Box} box
 */
function draw(element, box) {
  const { chunk, layout } = box;
  if (!chunk || !layout) return;
  // Not even out of sight may what has the focus, or is under a finger, go away.
  const stays = chunk.all || box.near || element.contains(document.activeElement) || document.body.classList.contains("dragging");
  if (stays || box.drawn)
    renderList(element, stays ? chunk.cards : [], {
      key: (item) => item.key,
      create: makeCard,
      update: (card, item) => updateCard(card, item),
    });
  box.drawn = stays;
  if (stays) [...element.children].forEach((card, index) => setAttribute(card, "aria-rowindex", chunk.from + index + 1));
  const height = box.height ?? Math.ceil(chunk.cards.length / layout.perRow) * layout.rowHeight;
  // Nothing is measured here: that would lay out the page once for each chunk.
  element.style.height = stays ? "" : `${height}px`;
}

/**
 * Renders the chunk of a card, wherever it is, and returns the card.
 *
 * @param {Element} root
 * @param {string} key
 * @returns {HTMLElement | null} null: there is no such card, or its group is folded
 */
export function reveal(root, key) {
  const found = root.querySelector(`.card[data-key="${CSS.escape(key)}"]`);
  if (found) return /** @type {HTMLElement} */ (found);
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".chunk"))) {
    const box = boxes.get(element);
    if (!box?.chunk?.cards.some((card) => card.key === key)) continue;
    box.near = true;
    draw(element, box);
    return reveal(element, key);
  }
  return null;
}
