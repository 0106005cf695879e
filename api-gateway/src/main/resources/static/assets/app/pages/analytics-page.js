// @ts-check
// /analytics?days=30 : outcomes and durations of operations.
import { h } from "../core/dom.js";
import { withQuery, get, isAborted } from "../core/api.js";
import { route, setQuery } from "../core/router.js";
import { now } from "../core/clock.js";
import { count, formatDay, formatDuration, share } from "../core/format.js";
import { stackedBars } from "../charts/bars.js";
import { durationLines } from "../charts/lines.js";
import { stepTable } from "../charts/steps.js";
import { hiddenTable } from "../charts/text.js";
import { everyDay, outcomes, partsOf, periodStart } from "../operations/report.js";
import { workflowTitle } from "../operations/workflows.js";
import { failureNote } from "../shell/failure.js";

/** @import { Analytics, AnalyticsDay, AnalyticsKind } from "#api" */
/** @import { Child } from "../core/dom.js" */
/** @import { Where } from "../core/router.js" */
/** @import { Part } from "../operations/report.js" */
/** @typedef {Partial<AnalyticsDay> & { day: string }} Day */

const PERIODS = [7, 30, 90];

route(/^\/analytics\/?$/, "Analytics", open, { days: PERIODS.map(String) });

/**
 * @param {HTMLElement} root
 * @param {Where} first
 */
function open(root, first) {
  /** @type {AbortController | null} */
  let request = null;
  let shown = first.query;
  const periods = h("div", { class: "segmented", role: "group", "aria-label": "Period" });
  const body = h("div", { class: "kinds" });
  root.append(
    h(
      "div",
      { class: "page" },
      h("div", { class: "filters" }, h("h1", { class: "page-title" }, "Analytics"), h("span", { class: "filters-end" }, periods)),
      body,
    ),
  );

  /** @param {Pick<Where, "query">} where */
  async function update({ query }) {
    shown = query;
    const days = PERIODS.includes(Number(query.get("days"))) ? Number(query.get("days")) : 30;
    periods.replaceChildren(
      ...PERIODS.map((period) =>
        h(
          "button",
          { type: "button", "aria-pressed": String(period === days), onclick: () => setQuery({ days: period }) },
          `${period} days`,
        ),
      ),
    );
    request?.abort();
    request = new AbortController();
    if (body.childElementCount === 0) body.replaceChildren(h("p", { class: "state-loading", role: "status" }, "Loading …"));
    try {
      const from = periodStart(now(), days);
      /** @type {Analytics} */
      const { kinds } = await get(withQuery("/api/analytics", { from: from.toISOString() }), { signal: request.signal });
      const used = kinds.filter((kind) => kind.total > 0);
      body.replaceChildren(
        ...(used.length > 0
          ? used.map((kind) => section(kind, from, days))
          : [h("p", { class: "state-note" }, "No operation in this time.")]),
      );
    } catch (problem) {
      if (!isAborted(problem)) body.replaceChildren(failureNote(null, problem, () => update({ query: shown })));
    }
  }

  update(first);
  return { update, close: () => request?.abort() };
}

/**
 * @param {AnalyticsKind} kind
 * @param {Date} from
 * @param {number} period in days
 */
function section(kind, from, period) {
  const days = everyDay(kind.days, from, period);
  const parts = partsOf(kind.kind, kind.by_state);
  const { open: under, ended, succeeded: good, taken } = outcomes(kind, parts);
  return h(
    "section",
    { class: "kind" },
    h(
      "div",
      { class: "kind-head" },
      h("h2", {}, workflowTitle(kind.kind)),
      h(
        "p",
        {},
        h("strong", {}, ended > 0 ? `${share(good, ended)} %` : "None"),
        ended > 0 ? ` of ${count(ended, "ended operation")} succeeded` : " has ended yet",
        taken > 0 ? `, ${taken} adopted` : "",
        under > 0 ? `, ${under} under way` : "",
      ),
      h("ul", { class: "legend" }, ...parts.map((part) => legend(part, kind.kind, from))),
    ),
    h("div", { class: "kind-charts" }, perDay(kind.kind, days), durations(days)),
    stepTable(kind.steps),
  );
}

/**
 * The history uses days in the user's time zone, the report uses UTC: the link never shows fewer than were counted.
 *
 * @param {Part} part
 * @param {string} kind
 * @param {Date} from
 */
function legend({ state, value, tone, name }, kind, from) {
  const day = [from.getFullYear(), from.getMonth() + 1, from.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  return h(
    "li",
    { data: { tone } },
    h("a", { href: withQuery("/operations", { kind, state, from: day }) }, `${name} ${value.toLocaleString("en")}`),
  );
}

/**
 * @param {string} kind
 * @param {Day[]} days
 */
function perDay(kind, days) {
  const bars = days.map(({ day, by_state: states = {} }) => ({ day, parts: partsOf(kind, states) }));
  return figure(
    "Operations per day",
    stackedBars(bars),
    hiddenTable(
      "Operations per day",
      ["Day", "Operations"],
      bars
        .filter(({ parts }) => parts.length > 0)
        .map(({ day, parts }) => [formatDay(day), parts.map((part) => `${part.value} ${part.name.toLowerCase()}`).join(", ")]),
    ),
  );
}

/** @param {Day[]} days */
function durations(days) {
  return figure(
    [
      "Duration per day: ",
      h("span", { class: "key", data: { series: 0 } }, "median"),
      h("span", { class: "key", data: { series: 1 } }, "p95"),
    ],
    durationLines(
      days.map(({ day, p50_ms, p95_ms }) => ({ day, values: [p50_ms, p95_ms] })),
      ["median", "p95"],
    ),
    hiddenTable(
      "Duration per day",
      ["Day", "Median", "p95"],
      days
        .filter((day) => typeof day.p50_ms === "number")
        .map(({ day, p50_ms, p95_ms }) => [formatDay(day), formatDuration(p50_ms), formatDuration(p95_ms)]),
    ),
  );
}

/**
 * @param {Child} title
 * @param {Node[]} content
 */
const figure = (title, ...content) => h("figure", {}, h("figcaption", {}, title), ...content);
