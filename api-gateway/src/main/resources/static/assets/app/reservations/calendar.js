// @ts-check
// The days of a calendar, in the time zone of this browser, and what is on each. Pure functions.
import { legs } from "./reservation-text.js";

/** @import { Reservation } from "#api" */
/** @import { Leg } from "./reservation-text.js" */

/** @typedef {{ reservation: Reservation, leg: Leg, back: boolean, at: Date }} Entry at: when it may begin */

const WEEK = 7;

/** @param {Date} day */
const midnight = (day) => new Date(day.getFullYear(), day.getMonth(), day.getDate());

/**
 * Days are counted in the calendar: one has 23 or 25 hours when the clocks are changed.
 *
 * @param {Date} day
 * @param {number} days
 */
export const plusDays = (day, days) => new Date(day.getFullYear(), day.getMonth(), day.getDate() + days);

/** @param {Date} day */
const monday = (day) => plusDays(day, -((day.getDay() + WEEK - 1) % WEEK));

/** @param {Date} day 2026-11-28 */
export const dayKey = (day) =>
  [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((number) => String(number).padStart(2, "0")).join("-");

/**
 * @param {string | null} text 2026-11-28
 * @param {Date} otherwise
 */
export function dayOf(text, otherwise) {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text ?? "") ?? [];
  const found = new Date(Number(year), Number(month) - 1, Number(day));
  return year && dayKey(found) === text ? found : midnight(otherwise);
}

/**
 * The days to show, from a Monday on.
 *
 * @param {"week" | "month"} view
 * @param {Date} anchor a day in it
 * @returns {Date[]}
 */
export function daysOf(view, anchor) {
  const first = monday(view === "week" ? anchor : new Date(anchor.getFullYear(), anchor.getMonth(), 1));
  const last = new Date(anchor.getFullYear(), anchor.getMonth() + 1, 0);
  const days = [];
  for (let day = first; view === "week" ? days.length < WEEK : day <= last || days.length % WEEK !== 0; day = plusDays(day, 1))
    days.push(day);
  return days;
}

/**
 * The same part of the calendar before or after.
 *
 * @param {"week" | "month"} view
 * @param {Date} anchor
 * @param {1 | -1} direction
 */
export const turned = (view, anchor, direction) =>
  view === "week" ? plusDays(anchor, WEEK * direction) : new Date(anchor.getFullYear(), anchor.getMonth() + direction, 1);

/**
 * What begins on a day, in order.
 *
 * @param {Reservation[]} reservations
 * @param {Date} day
 * @returns {Entry[]}
 */
export function entriesOf(reservations, day) {
  const key = dayKey(day);
  return reservations
    .flatMap((reservation) =>
      legs(reservation).map((leg, index) => ({ reservation, leg, back: index > 0, at: new Date(leg.begins_at) })),
    )
    .filter(({ at }) => dayKey(at) === key)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}
