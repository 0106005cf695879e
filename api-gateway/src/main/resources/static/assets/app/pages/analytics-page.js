// /analytics?days=30 : how operations end and how long they take.
import { h } from "../core/dom.js";
import { address, get } from "../core/api.js";
import { route, setQuery } from "../core/router.js";
import { count, duration, percent, sentence } from "../core/format.js";
import { stackedBars } from "../charts/bars.js";
import { durationLines } from "../charts/lines.js";
import { tone } from "../operations/plans.js";

const PERIODS = [7, 30, 90];
const DAY_MS = 86_400_000;

route(/^\/analytics\/?$/, "Analytics", open);

function open(root, first) {
  let request = null;
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

  async function update({ query }) {
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
      const from = new Date(Math.floor((Date.now() - (days - 1) * DAY_MS) / DAY_MS) * DAY_MS).toISOString();
      const { kinds } = await get(address("/api/analytics", { from }), { signal: request.signal });
      const used = kinds.filter((kind) => kind.total > 0);
      body.replaceChildren(
        ...(used.length > 0
          ? used.map((kind) => section(kind, from, days))
          : [h("p", { class: "state-note" }, "No operation in this time.")]),
      );
    } catch (problem) {
      if (problem.name !== "AbortError")
        body.replaceChildren(h("p", { class: "state-note state-bad", role: "alert" }, problem.message));
    }
  }

  update(first);
  return { update, close: () => request?.abort() };
}

function section(kind, from, period) {
  const days = everyDay(kind.days ?? [], from, period);
  const ended = Object.entries(kind.by_state);
  const good = ended.filter(([state]) => tone({ state, open: false }) === "good").reduce((sum, [, number]) => sum + number, 0);
  const order = { good: 0, calm: 1, bad: 2, attention: 3 };
  const parts = (states) =>
    Object.entries(states)
      .map(([state, value]) => ({ tone: tone({ state, open: false }), value, name: sentence(state).toLowerCase() }))
      .sort((a, b) => order[a.tone] - order[b.tone]);
  return h(
    "section",
    { class: "kind" },
    h(
      "div",
      { class: "kind-head" },
      h("h2", {}, sentence(kind.kind)),
      h("p", {}, h("strong", {}, `${percent(good, kind.total)} %`), ` of ${count(kind.total, "operation")} succeeded`),
      h(
        "ul",
        { class: "legend" },
        ...ended
          .sort((a, b) => b[1] - a[1])
          .map(([state, number]) =>
            h(
              "li",
              { data: { tone: tone({ state, open: false }) } },
              h("a", { href: `/operations?kind=${kind.kind}&state=${state}` }, `${sentence(state)} ${number}`),
            ),
          ),
      ),
    ),
    h(
      "div",
      { class: "kind-charts" },
      figure("Operations per day", stackedBars(days.map(({ day, by_state: states = {} }) => ({ day, parts: parts(states) })))),
      figure(
        "Duration per day, usual and slowest twentieth",
        durationLines(
          days.map(({ day, p50_ms, p95_ms }) => ({ day, values: [p50_ms, p95_ms] })),
          ["usual", "slow"],
        ),
      ),
    ),
    steps(kind.steps ?? []),
  );
}

const figure = (title, chart) => h("figure", {}, h("figcaption", {}, title), chart);

/** Days without operations are gaps to be seen, not left out. */
function everyDay(days, from, period) {
  const known = new Map(days.map((day) => [day.day, day]));
  return Array.from({ length: period }, (_, index) => new Date(Date.parse(from) + index * DAY_MS).toISOString().slice(0, 10)).map(
    (day) => known.get(day) ?? { day },
  );
}

function steps(rows) {
  const longest = Math.max(1, ...rows.map((row) => row.p95_ms ?? 0));
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
          h("th", { scope: "col", class: "num" }, "Usual"),
          h("th", { scope: "col", class: "num" }, "Slow"),
          h("th", { scope: "col" }, h("span", { class: "visually-hidden" }, "As bars")),
        ),
      ),
      h(
        "tbody",
        {},
        ...rows.map((row) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, sentence(row.step)),
            h("td", { class: "num" }, row.count),
            h("td", { class: "num" }, duration(row.p50_ms)),
            h("td", { class: "num" }, duration(row.p95_ms)),
            h(
              "td",
              { class: "spread-cell" },
              h("span", {
                class: "spread",
                "aria-hidden": "true",
                style: { "--usual": (row.p50_ms ?? 0) / longest, "--slow": (row.p95_ms ?? 0) / longest },
              }),
            ),
          ),
        ),
      ),
    ),
  );
}
