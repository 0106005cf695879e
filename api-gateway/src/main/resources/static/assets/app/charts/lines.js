// @ts-check
// Durations per day as lines: median and p95.
import { svg } from "../core/dom.js";
import { formatDay, formatDuration } from "../core/format.js";
import { roundTime, tick } from "./scale.js";

/** @typedef {{ day: string, value: number, at: number }} Point */
/** @typedef {(value: number) => number} Scale */

const WIDTH = 640;
const HEIGHT = 150;
const LEFT = 44;
const BOTTOM = 18;
const TOP = 8;

/**
 * @param {Array<{ day: string, values: Array<number | null | undefined> }>} days with a value in ms for each series
 * @param {string[]} series
 */
export function durationLines(days, series) {
  const most = roundTime(Math.max(1, ...days.flatMap(({ values }) => values.map((value) => value ?? 0))));
  const pitch = (WIDTH - LEFT) / Math.max(1, days.length);
  /** @type {Scale} */
  const x = (index) => LEFT + (index + 0.5) * pitch;
  /** @type {Scale} */
  const y = (value) => HEIGHT - BOTTOM - ((HEIGHT - TOP - BOTTOM) * value) / most;
  const every = Math.max(1, Math.ceil(days.length / 8));
  return svg(
    "svg",
    { class: "chart", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" },
    ...[0, most / 2, most].flatMap((value) => [
      svg("line", { class: "chart-line", x1: LEFT, x2: WIDTH, y1: y(value), y2: y(value) }),
      svg("text", { class: "chart-text", x: LEFT - 6, y: y(value) + 3.5, "text-anchor": "end" }, value === 0 ? "0" : tick(value)),
    ]),
    ...days.map((day, index) =>
      index % every === 0
        ? svg("text", { class: "chart-text", x: x(index), y: HEIGHT - 5, "text-anchor": "middle" }, formatDay(day.day))
        : null,
    ),
    ...series.flatMap((name, number) =>
      line(
        days.flatMap(({ day, values }, index) => pointOf(day, values[number], index)),
        name,
        number,
        x,
        y,
      ),
    ),
  );
}

/**
 * @param {string} day
 * @param {number | null | undefined} value null: a gap
 * @param {number} at
 * @returns {Point[]}
 */
const pointOf = (day, value, at) => (value === null || value === undefined ? [] : [{ day, value, at }]);

/**
 * @param {Point[]} points
 * @param {string} name
 * @param {number} number of the series
 * @param {Scale} x
 * @param {Scale} y
 */
function line(points, name, number, x, y) {
  const path = points
    .map(({ at, value }, index) => `${index === 0 ? "M" : "L"}${x(at).toFixed(1)} ${y(value).toFixed(1)}`)
    .join("");
  return [
    svg("path", { class: "chart-path", "data-series": number, d: path || "M0 0" }),
    ...points.map(({ day, at, value }) =>
      svg(
        "circle",
        { class: "chart-dot", "data-series": number, cx: x(at), cy: y(value), r: 2.2 },
        svg("title", {}, `${formatDay(day)}: ${name} ${formatDuration(value)}`),
      ),
    ),
  ];
}
