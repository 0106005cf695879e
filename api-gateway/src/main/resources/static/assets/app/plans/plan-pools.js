// @ts-check
// What a plan makes of pools, and what of it cannot be done.
import { dataTable } from "../core/data-table.js";
import { h } from "../core/dom.js";
import { count } from "../core/format.js";
import { known } from "./balance-text.js";

/** @import { Plan } from "#api" */
/** @import { CountName } from "./balance-text.js" */

const FEW = 5;
/** @type {Array<[CountName, string]>} */
const COUNTS = [
  ["hosts", "Hosts"],
  ["empty", "Empty"],
  ["gpus_free", "Free GPUs"],
  ["gpus_total", "All GPUs"],
];
const HEAD = ["Pool", ...COUNTS.flatMap(([, title]) => [`${title} before`, "after"])];

/** @param {Plan} plan */
export function poolTable({ pools = [] }) {
  if (pools.length === 0) return "";
  return h(
    "section",
    { class: "plan-part", "aria-label": "Pools" },
    h("h2", { class: "side-title" }, "Pools ", h("span", { class: "dim" }, "as they were when the plan was made, and after it")),
    dataTable(
      "Pools",
      HEAD,
      pools.map(({ pool, before, after }) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, pool),
          ...COUNTS.flatMap(([name]) => [
            h("td", {}, known(before[name])),
            h("td", { data: { after: name } }, known(after[name]), difference(before[name], after[name])),
          ]),
        ),
      ),
      "plan-pools",
    ),
    ...[...new Set(pools.flatMap(({ notes }) => notes ?? []))].map((note) => h("p", { class: "dim" }, note)),
  );
}

/**
 * @param {number | undefined} before
 * @param {number | undefined} after
 */
function difference(before, after) {
  const change = (after ?? 0) - (before ?? 0);
  if (before === undefined || after === undefined || change === 0) return null;
  return h("span", { class: "dim" }, ` (${change > 0 ? "+" : "−"}${Math.abs(change)})`);
}

/** @param {Plan} plan */
export function cannotList({ cannot = [] }) {
  if (cannot.length === 0) return "";
  const lines = cannot.map((each) => h("li", {}, each.why));
  return h(
    "section",
    { class: "plan-part plan-cannot", "aria-label": "What cannot be done" },
    h("h2", { class: "side-title" }, "What could not be done when it was made"),
    h("ul", {}, ...lines.slice(0, FEW)),
    lines.length > FEW
      ? h("details", {}, h("summary", {}, count(lines.length - FEW, "more reason")), h("ul", {}, ...lines.slice(FEW)))
      : null,
  );
}
