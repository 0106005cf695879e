// @ts-check
// The numbers of a chart for screen readers.
import { h } from "../core/dom.js";

/**
 * @param {string} caption
 * @param {string[]} head
 * @param {string[][]} rows
 */
export function hiddenTable(caption, head, rows) {
  return h(
    "table",
    { class: "visually-hidden" },
    h("caption", {}, caption),
    h("thead", {}, h("tr", {}, ...head.map((title) => h("th", { scope: "col" }, title)))),
    h(
      "tbody",
      {},
      ...rows.map(([first, ...others]) =>
        h("tr", {}, h("th", { scope: "row" }, first), ...others.map((text) => h("td", {}, text))),
      ),
    ),
  );
}
