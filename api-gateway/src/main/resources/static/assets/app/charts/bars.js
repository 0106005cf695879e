// @ts-check
// Stacked bars per day as SVG. A hidden table has the same numbers for screen readers.
import { svg } from "../core/dom.js";
import { formatDay } from "../core/format.js";
import { roundUp } from "./scale.js";

/** @import { Part } from "../operations/report.js" */

/** @typedef {{ day: string, parts: Part[] }} Day */
/** @typedef {(value: number) => number} Scale */

const WIDTH = 640;
const HEIGHT = 150;
const LEFT = 28;
const BOTTOM = 18;
const TOP = 8;

/** @param {Day[]} days in order */
export function stackedBars(days) {
  const most = roundUp(Math.max(1, ...days.map(({ parts }) => parts.reduce((sum, part) => sum + part.value, 0))));
  const pitch = (WIDTH - LEFT) / Math.max(1, days.length);
  const width = Math.min(22, Math.max(2, pitch - 3));
  /** @type {Scale} */
  const high = (value) => ((HEIGHT - TOP - BOTTOM) * value) / most;
  return svg(
    "svg",
    { class: "chart", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" },
    ...lines(most, high),
    ...days.flatMap((day, index) => bar(day, LEFT + index * pitch + (pitch - width) / 2, width, high)),
    ...labels(days, pitch),
  );
}

/**
 * @param {number} most
 * @param {Scale} high
 */
function lines(most, high) {
  return [0, most / 2, most]
    .filter((value) => Number.isInteger(value) || most < 2)
    .flatMap((value) => {
      const y = HEIGHT - BOTTOM - high(value);
      return [
        svg("line", { class: "chart-line", x1: LEFT, x2: WIDTH, y1: y, y2: y }),
        svg("text", { class: "chart-text", x: LEFT - 6, y: y + 3.5, "text-anchor": "end" }, String(value)),
      ];
    });
}

/**
 * @param {Day} day
 * @param {number} x
 * @param {number} width
 * @param {Scale} high
 */
function bar({ day, parts }, x, width, high) {
  let y = HEIGHT - BOTTOM;
  return parts
    .filter((part) => part.value > 0)
    .map((part) => {
      const height = high(part.value);
      y -= height;
      return svg(
        "rect",
        { class: "chart-bar", "data-tone": part.tone, x, y, width, height: Math.max(1, height - 0.75), rx: 1 },
        svg("title", {}, `${formatDay(day)}: ${part.value} ${part.name}`),
      );
    });
}

/**
 * @param {Day[]} days
 * @param {number} pitch
 */
function labels(days, pitch) {
  const every = Math.max(1, Math.ceil(days.length / 8));
  return days.map((day, index) =>
    index % every === 0
      ? svg(
          "text",
          { class: "chart-text", x: LEFT + (index + 0.5) * pitch, y: HEIGHT - 5, "text-anchor": "middle" },
          formatDay(day.day),
        )
      : null,
  );
}
