// @ts-check
// /capacity?gpu_type=L40&period=7d : used, free and missing GPUs over time, with the operations of that time.
import { h } from "../core/dom.js";
import { withQuery, get, isAborted } from "../core/api.js";
import { route, setQuery } from "../core/router.js";
import { now } from "../core/clock.js";
import { count, formatTime, humanize } from "../core/format.js";
import { stackedAreas } from "../charts/areas.js";
import { withNumbers } from "../fleet/gpu-types.js";
import { hiddenTable } from "../charts/text.js";
import { tone } from "../operations/progress.js";
import { workflowTitle } from "../operations/workflows.js";
import { failureNote, loadingNote } from "../shell/failure.js";

/** @import { Capacity, CapacityPoint, CapacitySeries, FleetGpuTypes } from "#api" */
/** @import { Where } from "../core/router.js" */

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const SAMPLE_MS = 5 * MINUTE_MS;
/** @type {Array<[string, string, number]>} */
const PERIODS = [
  ["24h", "24 hours", 1],
  ["7d", "7 days", 7],
  ["90d", "90 days", 90],
];
/** @type {Array<[string, string, (point: CapacityPoint) => number]>} */
const LAYERS = [
  ["busy", "used", ({ gpus }) => gpus.used],
  ["good", "free", ({ gpus }) => gpus.free],
  ["warn", "under way", ({ gpus }) => gpus.under_way],
  ["bad", "out of stock", ({ gpus }) => gpus.out_of_stock],
];
const ROWS_FOR_READERS = 25;
const NARROWEST = 400;
/** Border and padding of a section. */
const FRAME = 34;

route(/^\/capacity\/?$/, "Capacity", open, { period: PERIODS.map(([name]) => name), gpu_type: null });

/**
 * @param {HTMLElement} root
 * @param {Where} first
 */
function open(root, first) {
  /** @type {AbortController | null} */
  let request = null;
  let shown = first.query;
  const periods = h("div", { class: "segmented", role: "group", "aria-label": "Period" });
  /** @type {HTMLSelectElement} */
  const types = h("select", {
    class: "form-select form-select-sm",
    "aria-label": "GPU type",
    onchange: () => setQuery({ gpu_type: types.value || null }),
  });
  const body = h("div", { class: "kinds" });
  root.append(
    h(
      "div",
      { class: "page" },
      h(
        "div",
        { class: "filters" },
        h("h1", { class: "page-title" }, "Capacity"),
        types,
        h("span", { class: "filters-end" }, periods),
      ),
      body,
    ),
  );

  /** @param {Pick<Where, "query">} where */
  async function update({ query }) {
    shown = query;
    const [period, , days] = PERIODS.find(([name]) => name === query.get("period")) ?? PERIODS[0];
    const type = query.get("gpu_type") ?? "";
    periods.replaceChildren(
      ...PERIODS.map(([name, title]) =>
        h(
          "button",
          { type: "button", "aria-pressed": String(name === period), onclick: () => setQuery({ period: name }) },
          title,
        ),
      ),
    );
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    if (body.childElementCount === 0) body.replaceChildren(loadingNote());
    try {
      const to = Math.ceil(now() / MINUTE_MS) * MINUTE_MS;
      const [fleet, capacity] = /** @type {[FleetGpuTypes, Capacity]} */ (
        await Promise.all([
          get("/api/gpu-types", { signal }),
          get(
            withQuery("/api/capacity", {
              gpu_type: type,
              from: new Date(to - days * DAY_MS).toISOString(),
              to: new Date(to).toISOString(),
            }),
            { signal },
          ),
        ])
      );
      showTypes(
        withNumbers(fleet).gpu_types.map((one) => one.gpu_type),
        type,
      );
      body.replaceChildren(...sections(capacity, Math.max(NARROWEST, body.clientWidth - FRAME)));
    } catch (problem) {
      if (isAborted(problem)) return;
      showTypes([], type);
      body.replaceChildren(failureNote(null, problem, () => update({ query: shown })));
    }
  }

  /**
   * @param {string[]} known
   * @param {string} chosen
   */
  function showTypes(known, chosen) {
    const all = known.includes(chosen) || chosen === "" ? known : [...known, chosen];
    types.replaceChildren(
      ...["", ...all].map((type) => h("option", { value: type, selected: type === chosen }, type === "" ? "All types" : type)),
    );
  }

  update(first);
  return { update, close: () => request?.abort() };
}

/**
 * @param {Capacity} capacity
 * @param {number} width
 */
function sections(capacity, width) {
  if (capacity.series.length === 0)
    return [
      h(
        "p",
        { class: "state-note" },
        "Nothing is recorded of this time. A sample is taken every five minutes while the fleet can be read.",
      ),
    ];
  const of = count(capacity.operations.length, "operation");
  return [
    ...capacity.series.map((one) => section(one, capacity, width)),
    h(
      "p",
      { class: "capacity-note" },
      capacity.operations.length === 0
        ? "No operation in this time. "
        : [
            `▲ ${of}${capacity.operations_left_out ? " (older ones are not marked)" : ""}: `,
            h("a", { href: withQuery("/operations", { from: capacity.from.slice(0, 10) }) }, "see the history"),
            ". ",
          ],
      "A gap is a time in which the fleet could not be read.",
    ),
  ];
}

/**
 * @param {CapacitySeries} series
 * @param {Capacity} capacity
 * @param {number} width
 */
function section(series, capacity, width) {
  const title = series.pool ?? `${series.gpu_type}, all hosts`;
  const last = /** @type {CapacityPoint} */ (series.points.at(-1));
  const least = Math.min(...series.points.map(({ gpus }) => gpus.free_least));
  return h(
    "section",
    { class: "kind" },
    h(
      "div",
      { class: "kind-head" },
      h(
        "h2",
        {},
        series.pool
          ? title
          : [h("a", { href: withQuery("/capacity", { gpu_type: series.gpu_type }) }, series.gpu_type), ", all hosts"],
      ),
      h(
        "p",
        {},
        h("strong", {}, count(last.gpus.free, "GPU")),
        ` ${stepMs(capacity.step) > SAMPLE_MS ? "free on average from" : "free at"} ${formatTime(last.at)}, ${least.toLocaleString("en")} at the least in this time; ${count(last.hosts_available, "empty host")}`,
      ),
      h(
        "ul",
        { class: "legend" },
        ...LAYERS.map(([tone, name, value]) => h("li", { data: { tone } }, `${name} ${value(last).toLocaleString("en")}`)),
      ),
    ),
    h("figure", {}, chart(series, capacity, width), table(title, series.points)),
  );
}

/**
 * @param {CapacitySeries} series
 * @param {Capacity} capacity
 * @param {number} width
 */
const chart = (series, capacity, width) =>
  stackedAreas(
    series.points.map((point) => ({
      at: Date.parse(point.at),
      values: LAYERS.map(([, , value]) => value(point)),
      title: `${formatTime(point.at)}: ${LAYERS.map(([, name, value]) => `${value(point)} ${name}`).join(", ")}; ${count(point.hosts_available, "empty host")}`,
    })),
    LAYERS.map(([tone]) => tone),
    { from: Date.parse(capacity.from), to: Date.parse(capacity.to), step: stepMs(capacity.step) },
    capacity.operations.map(({ kind, host, state, open, at }) => ({
      at: Date.parse(at),
      tone: tone({ kind, state, open }),
      title: `${formatTime(at)}: ${workflowTitle(kind)} of ${host}, ${humanize(state)}`,
    })),
    width,
  );

/**
 * PT5M, PT1H
 *
 * @param {string} duration
 */
export function stepMs(duration) {
  const [, hours = "0", minutes = "0"] = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(duration) ?? [];
  return (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
}

/**
 * @param {string} title
 * @param {CapacityPoint[]} points
 */
function table(title, points) {
  const every = Math.max(1, Math.ceil(points.length / ROWS_FOR_READERS));
  return hiddenTable(
    `GPUs of ${title}`,
    ["From", ...LAYERS.map(([, name]) => name), "empty hosts"],
    points
      .filter((_, index) => (points.length - 1 - index) % every === 0)
      .map((point) => [
        formatTime(point.at),
        ...LAYERS.map(([, , value]) => value(point).toLocaleString("en")),
        point.hosts_available.toLocaleString("en"),
      ]),
  );
}
