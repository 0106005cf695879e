// @ts-check
// Stacked areas over time as SVG: each point holds from its start to the end of its step, and a time without a point stays empty.
import { svg } from "../core/dom.js";
import { formatDay, formatMinute } from "../core/format.js";
import { roundUp } from "./scale.js";

/** @typedef {{ at: number, values: number[], title: string }} Point at: in ms */
/** @typedef {{ from: number, to: number, step: number }} Period in ms */
/** @typedef {{ at: number, tone: string, title: string }} Mark */

const HEIGHT = 170;
const LEFT = 36;
const BOTTOM = 26;
const TOP = 8;
const LABELS = 8;
const DAY_MS = 86_400_000;

/**
 * @param {Point[]} points in order, each with a value for each tone
 * @param {string[]} tones from the bottom up
 * @param {Period} period
 * @param {Mark[]} marks
 * @param {number} width of the place for it, so that its text is as large as any other
 */
export function stackedAreas(points, tones, period, marks, width) {
  const most = roundUp(Math.max(1, ...points.map(({ values }) => values.reduce((sum, value) => sum + value, 0))));
  /** @param {number} at */
  const x = (at) =>
    LEFT + ((width - LEFT) * (Math.min(Math.max(at, period.from), period.to) - period.from)) / (period.to - period.from);
  /** @param {number} value */
  const y = (value) => HEIGHT - BOTTOM - ((HEIGHT - TOP - BOTTOM) * value) / most;
  const runs = withoutGaps(points, period.step);
  return svg(
    "svg",
    { class: "chart", viewBox: `0 0 ${width} ${HEIGHT}`, "aria-hidden": "true" },
    ...tones.flatMap((tone, layer) =>
      runs.map((run) => svg("path", { class: "chart-area", "data-tone": tone, d: area(run, layer, period.step, x, y) })),
    ),
    ...[0, most / 2, most]
      .filter(Number.isInteger)
      .flatMap((value) => [
        svg("line", { class: "chart-line", x1: LEFT, x2: width, y1: y(value), y2: y(value) }),
        svg("text", { class: "chart-text", x: LEFT - 6, y: y(value) + 3.5, "text-anchor": "end" }, String(value)),
      ]),
    ...Array.from({ length: LABELS }, (_, index) => period.from + ((index + 0.5) * (period.to - period.from)) / LABELS).map(
      (at) => svg("text", { class: "chart-text", x: x(at), y: HEIGHT - 3, "text-anchor": "middle" }, label(at, period)),
    ),
    ...points.map(({ at, title }) =>
      svg(
        "rect",
        { class: "chart-hit", x: x(at), y: TOP, width: Math.max(1, x(at + period.step) - x(at)), height: HEIGHT - TOP - BOTTOM },
        svg("title", {}, title),
      ),
    ),
    ...marks.map(({ at, tone, title }) =>
      svg(
        "path",
        { class: "chart-bar", "data-tone": tone, d: `M${x(at).toFixed(1)} ${HEIGHT - BOTTOM + 2}l3.5 7h-7z` },
        svg("title", {}, title),
      ),
    ),
  );
}

/**
 * Points that follow each other without a gap are drawn as one.
 *
 * @param {Point[]} points
 * @param {number} step
 */
export function withoutGaps(points, step) {
  /** @type {Point[][]} */
  const runs = [];
  for (const point of points) {
    const last = runs.at(-1);
    if (last && point.at - last[last.length - 1].at <= step) last.push(point);
    else runs.push([point]);
  }
  return runs;
}

/**
 * @param {Point[]} run
 * @param {number} layer
 * @param {number} step
 * @param {(at: number) => number} x
 * @param {(value: number) => number} y
 */
function area(run, layer, step, x, y) {
  /**
   * @param {Point} point
   * @param {number} top
   */
  const height = ({ values }, top) => y(values.slice(0, top).reduce((sum, value) => sum + value, 0)).toFixed(1);
  const upper = run.map((point) => `${x(point.at).toFixed(1)} ${height(point, layer + 1)}H${x(point.at + step).toFixed(1)}`);
  const lower = run
    .toReversed()
    .map((point) => `${x(point.at + step).toFixed(1)} ${height(point, layer)}H${x(point.at).toFixed(1)}`);
  return `M${[...upper, ...lower].join("L")}Z`;
}

/**
 * @param {number} at
 * @param {Period} period
 */
const label = (at, { from, to }) =>
  to - from > 2 * DAY_MS ? formatDay(new Date(at).toISOString().slice(0, 10)) : formatMinute(at);
