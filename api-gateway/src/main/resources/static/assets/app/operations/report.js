// @ts-check
// The numbers of the analytics page, from the report of the gateway.
import { sentenceCase } from "../core/format.js";
import { isOpenState, tone } from "./progress.js";

/** @import { AnalyticsDay, AnalyticsKind } from "#api" */
/** @import { Tone } from "./progress.js" */

/** @typedef {{ state: string, value: number, open: boolean, tone: Tone, name: string }} Part */

const DAY_MS = 86_400_000;
/** @type {Tone[]} */
const ORDER = ["good", "taken", "calm", "bad", "attention", "warn", "busy"];

/**
 * States with their colour, successful ones first.
 *
 * @param {string} kind
 * @param {Record<string, number>} states
 * @returns {Part[]}
 */
export const partsOf = (kind, states) =>
  Object.entries(states)
    .map(([state, value]) => {
      const open = isOpenState(kind, state);
      return { state, value, open, tone: tone({ kind, state, open }), name: sentenceCase(state) };
    })
    .sort((a, b) => ORDER.indexOf(a.tone) - ORDER.indexOf(b.tone) || b.value - a.value);

/** @param {Part[]} parts */
const sum = (parts) => parts.reduce((total, part) => total + part.value, 0);

/**
 * @param {Pick<AnalyticsKind, "total"> & { open?: number }} kind
 * @param {Part[]} parts of all its operations
 */
export function outcomes(kind, parts) {
  const open = kind.open ?? sum(parts.filter((part) => part.open));
  /** @param {Tone} tone */
  const ended = (tone) => sum(parts.filter((part) => part.tone === tone));
  return { open, ended: kind.total - open, succeeded: ended("good"), taken: ended("taken") };
}

/**
 * The first moment of a period of days that ends today (UTC).
 *
 * @param {number} now
 * @param {number} days
 */
export const periodStart = (now, days) => new Date((Math.floor(now / DAY_MS) - (days - 1)) * DAY_MS);

/**
 * Every day of the period; days without operations are gaps.
 *
 * @param {AnalyticsDay[]} days
 * @param {Date} from
 * @param {number} period in days
 * @returns {Array<Partial<AnalyticsDay> & { day: string }>}
 */
export function everyDay(days, from, period) {
  const known = new Map(days.map((day) => [day.day, day]));
  return Array.from({ length: period }, (_, index) => new Date(from.getTime() + index * DAY_MS).toISOString().slice(0, 10)).map(
    (day) => known.get(day) ?? { day },
  );
}
