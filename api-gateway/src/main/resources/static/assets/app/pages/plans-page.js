// @ts-check
// /plans: many operations that are begun together, newest first.
import { timeElement } from "../core/time-element.js";
import { get, isAborted, withQuery } from "../core/api.js";
import { h } from "../core/dom.js";
import { sentenceCase } from "../core/format.js";
import { route } from "../core/router.js";
import { scoreLine } from "../plans/box-score.js";
import { onPlans } from "../plans/plan-store.js";
import { planName, planTone } from "../plans/plan-text.js";
import { failureNote } from "../shell/failure.js";

/** @import { Plan, PlanPage } from "#api" */

const PAGE_SIZE = 100;
const HEAD = ["Made", "Plan", "By", "Operations", "State"];

route(/^\/plans\/?$/, "Plans", open);

/** @param {HTMLElement} root */
function open(root) {
  /** @type {string | undefined} */
  let cursor;
  /** @type {AbortController | null} */
  let request = null;
  const body = h("tbody");
  const note = h("div", { class: "page-state" }, h("p", { class: "state-loading", role: "status" }, "Loading …"));
  const more = h(
    "button",
    { type: "button", class: "btn btn-sm btn-outline-secondary", hidden: true, onclick: () => load(cursor) },
    "Show older ones",
  );
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
      h(
        "div",
        { class: "table-frame" },
        h(
          "table",
          { class: "grid-table" },
          h("thead", {}, h("tr", {}, ...HEAD.map((title) => h("th", { scope: "col" }, title)))),
          body,
        ),
      ),
      note,
      h("div", { class: "page-more" }, more),
    ),
  );

  /** @param {string} [after] the cursor of older ones */
  async function load(after) {
    request?.abort();
    request = new AbortController();
    try {
      /** @type {PlanPage} */
      const page = await get(withQuery("/api/plans", { limit: PAGE_SIZE, cursor: after }), { signal: request.signal });
      cursor = page.next_cursor;
      if (after) body.append(...page.items.map(row));
      else body.replaceChildren(...page.items.map(row));
      more.hidden = !cursor;
      note.replaceChildren(...(body.childElementCount > 0 ? [] : [h("p", { class: "state-note" }, "There is no plan yet.")]));
    } catch (problem) {
      if (!isAborted(problem)) note.replaceChildren(failureNote(null, problem, () => load()));
    }
  }

  const stop = onPlans(() => load());
  load();
  return {
    close: () => {
      stop();
      request?.abort();
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
