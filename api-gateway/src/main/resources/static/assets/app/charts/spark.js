// @ts-check
// A small line of how a number went, without axes: its ends are told in words beside it.
import { svg } from "../core/dom.js";

const WIDTH = 120;
const HEIGHT = 24;
const MARGIN = 2;

/**
 * @param {Array<{ at: string, value: number }>} points in the order of their times
 * @param {string} title for the tooltip and screen readers
 */
export function sparkLine(points, title) {
  const times = points.map(({ at }) => Date.parse(at));
  const [from, to] = [times[0], times[times.length - 1]];
  const values = points.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  /** @param {number} value @param {number} low @param {number} high @param {number} length */
  const place = (value, low, high, length) => MARGIN + ((value - low) / Math.max(1, high - low)) * (length - 2 * MARGIN);
  const path = points
    .map(({ value }, index) => {
      const x = place(times[index], from, to, WIDTH).toFixed(1);
      // Without a change the line is in the middle, not at the bottom, where it would look like none.
      const y = most === least ? HEIGHT / 2 : HEIGHT - place(value, least, most, HEIGHT);
      return `${index === 0 ? "M" : "L"}${x} ${y.toFixed(1)}`;
    })
    .join("");
  return svg(
    "svg",
    { class: "spark", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: String(WIDTH), height: String(HEIGHT), role: "img" },
    svg("title", {}, title),
    svg("path", { d: path }),
  );
}
