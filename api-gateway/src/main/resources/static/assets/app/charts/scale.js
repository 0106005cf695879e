// @ts-check
// Round numbers for the end of a scale; half of the end is round as well.
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const TIMES = [
  ...[10, 20, 40, 100, 200, 400],
  ...[1, 2, 4, 10, 20, 30].map((number) => number * SECOND),
  ...[1, 2, 4, 10, 20, 30].map((number) => number * MINUTE),
  ...[1, 2, 4, 8, 12, 24, 48].map((number) => number * HOUR),
];

/**
 * The next round number at or above.
 *
 * @param {number} number
 */
export function roundUp(number) {
  const unit = 10 ** Math.floor(Math.log10(Math.max(1, number)));
  return [1, 2, 4, 6, 8, 10].map((factor) => factor * unit).find((candidate) => candidate >= number) ?? 10 * unit;
}

/** @param {number} ms */
export const roundTime = (ms) => TIMES.find((candidate) => candidate >= ms) ?? roundUp(ms / HOUR) * HOUR;

/**
 * A round duration in one unit: 500 ms, 15 s, 2 min, 12 h.
 *
 * @param {number} ms
 */
export function tick(ms) {
  if (ms < SECOND) return `${ms} ms`;
  if (ms < MINUTE) return `${ms / SECOND} s`;
  return ms < HOUR ? `${ms / MINUTE} min` : `${ms / HOUR} h`;
}
