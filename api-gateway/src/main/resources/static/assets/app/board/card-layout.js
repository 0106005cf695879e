// @ts-check
// How many cards stand side by side in a column: more where there is room, and the sooner the more hosts there are.
import { setAttribute } from "../core/dom.js";

/** @import { Layout } from "./card-window.js" */

const MANY = 200;
/** The least width of a card in pixels. */
const WIDTHS = { few: 225, many: 176, dense: 158 };
/** With the gap below it, in pixels, of a card without flags: only the height of the scroll bar depends on it. */
const HEIGHTS = { roomy: 58, dense: 31 };
const GAP_PX = 4;
/** As the style sheet has it: of a column at least, between two columns, left and right of all, and within one beside its cards. */
const COLUMN = { least: 204, gap: 8, around: 16, within: 12 };

/**
 * Also sets it on the grid, for the style sheet, which puts as many cards side by side as there is room for; the number here is for the
 * height of what is not rendered. Columns are counted and not measured: some may not be on the page yet.
 *
 * @param {HTMLElement} grid of columns, all of one width
 * @param {{ dense: boolean, cards: number, columns: number }} shown
 * @returns {Layout}
 */
export function cardLayout(grid, { dense, cards, columns }) {
  const many = cards > MANY;
  const least = dense ? WIDTHS.dense : many ? WIDTHS.many : WIDTHS.few;
  setAttribute(grid, "data-dense", dense ? "" : null);
  setAttribute(grid, "data-many", many ? "" : null);
  grid.style.setProperty("--card-least", `${least}px`);
  return {
    perRow: columnsIn(widthOf(grid.clientWidth, columns) - COLUMN.within, least),
    rowHeight: dense ? HEIGHTS.dense : HEIGHTS.roomy,
  };
}

/**
 * @param {number} all of the grid
 * @param {number} columns
 */
export const widthOf = (all, columns) =>
  Math.max(COLUMN.least, (all - COLUMN.around + COLUMN.gap) / Math.max(1, columns) - COLUMN.gap);

/**
 * @param {number} width
 * @param {number} least width of a card
 */
export const columnsIn = (width, least) => Math.max(1, Math.floor((width + GAP_PX) / (least + GAP_PX)));
