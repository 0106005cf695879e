// @ts-check
// /plans: many operations that are begun together, newest first.
import { timeElement } from "../core/time-element.js";
import { dataTable } from "../core/data-table.js";
import { h } from "../core/dom.js";
import { sentenceCase } from "../core/format.js";
import { route } from "../core/router.js";
import { scoreLine } from "../plans/box-score.js";
import { onPlans } from "../plans/plan-store.js";
import { planName, planTone } from "../plans/plan-text.js";
import { cursorList } from "../shell/cursor-list.js";

/** @import { Plan } from "#api" */

const HEAD = ["Made", "Plan", "By", "Operations", "State"];

route(/^\/plans\/?$/, "Plans", open);

/** @param {HTMLElement} root */
function open(root) {
  const body = h("tbody");
  const rows = cursorList({ path: "/api/plans", list: body, row, empty: () => "There is no plan yet." });
  root.append(
    h(
      "div",
      { class: "page" },
      h("h1", { class: "page-title" }, "Plans"),
      h(
        "p",
        { class: "page-note" },
        "Many operations that are looked at and begun together. A plan is made with POST /api/plans: of a list, of comma-separated values, or of a wanted state.",
      ),
      dataTable("Plans", HEAD, body),
      rows.note,
      rows.more,
    ),
  );

  const stop = onPlans(() => rows.load());
  rows.load();
  return {
    close: () => {
      stop();
      rows.close();
    },
  };
}

/** @param {Plan} plan */
function row(plan) {
  return h(
    "tr",
    {},
    h("td", { class: "nowrap" }, timeElement(plan.created_at)),
    h("td", {}, h("a", { href: `/plans/${plan.id}` }, planName(plan))),
    h("td", { class: "nowrap" }, plan.created_by),
    h("td", {}, scoreLine(plan.score)),
    h("td", { class: "nowrap" }, h("span", { class: "state", data: { tone: planTone(plan) } }, sentenceCase(plan.state))),
  );
}
