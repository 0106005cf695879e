// @ts-check
// Median and p95 duration of each step, as numbers and bars.
import { h } from "../core/dom.js";
import { formatDuration, sentenceCase } from "../core/format.js";

/** @import { AnalyticsStep } from "#api" */

/** @param {AnalyticsStep[]} rows */
export function stepTable(rows) {
  const longest = Math.max(1, ...rows.map((row) => row.p95_ms ?? 0));
  /**
   * @param {string} title
   * @param {number} series
   */
  const number = (title, series) => h("th", { scope: "col", class: "num" }, h("span", { class: "key", data: { series } }, title));
  return h(
    "div",
    { class: "table-frame" },
    h(
      "table",
      { class: "grid-table" },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, "Step"),
          h("th", { scope: "col", class: "num" }, "Runs"),
          number("Median", 0),
          number("p95", 1),
          h("th", { scope: "col" }, "Compared"),
        ),
      ),
      h("tbody", {}, ...rows.map((row) => stepRow(row, longest))),
    ),
  );
}

/**
 * @param {AnalyticsStep} row
 * @param {number} longest
 */
function stepRow(row, longest) {
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, sentenceCase(row.step)),
    h("td", { class: "num" }, row.count),
    h("td", { class: "num" }, formatDuration(row.p50_ms)),
    h("td", { class: "num" }, formatDuration(row.p95_ms)),
    h(
      "td",
      { class: "spread-cell" },
      h("span", {
        class: "spread",
        "aria-hidden": "true",
        style: { "--median": (row.p50_ms ?? 0) / longest, "--p95": (row.p95_ms ?? 0) / longest },
      }),
    ),
  );
}
