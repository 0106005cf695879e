// @ts-check
// A table in a frame that scrolls by itself, also by keyboard, so that a wide table never moves the page.
import { h } from "./dom.js";

/** @import { Child } from "./dom.js" */

/** @typedef {string | { text: string, class?: string, label?: string }} Head empty for a column without a title; label is what is read aloud */

/**
 * @param {string} label what the table lists, for who hears it
 * @param {Head[]} head
 * @param {HTMLTableSectionElement | Child[]} body the body, or its rows
 * @param {string} [kind] further classes of the table
 */
export const dataTable = (label, head, body, kind = "") =>
  h(
    "div",
    { class: "table-frame", tabindex: "0", role: "group", "aria-label": label },
    h(
      "table",
      { class: `grid-table ${kind}`.trim() },
      h("thead", {}, h("tr", {}, ...head.map(headCell))),
      body instanceof HTMLElement ? body : h("tbody", {}, ...body),
    ),
  );

/** @param {Head} head */
function headCell(head) {
  const { text, class: kind, label } = typeof head === "string" ? { text: head } : head;
  return text || label ? h("th", { scope: "col", class: kind, "aria-label": label }, text) : h("td");
}
