// @ts-check
// What a plan makes of pools, and what of it cannot be done.
import { dataTable } from "../core/data-table.js";
import { h } from "../core/dom.js";
import { count } from "../core/format.js";

/** @import { Plan } from "#api" */

const FEW = 5;
const HEAD = ["Pool", "Hosts before", "after", "Empty before", "after"];

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
          h("td", {}, before.hosts),
          h("td", {}, after.hosts, difference(after.hosts - before.hosts)),
          h("td", {}, before.empty),
          h("td", {}, after.empty, difference(after.empty - before.empty)),
        ),
      ),
      "plan-pools",
    ),
  );
}

/** @param {number} change */
const difference = (change) =>
  change === 0 ? null : h("span", { class: "dim" }, ` (${change > 0 ? "+" : "−"}${Math.abs(change)})`);

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
