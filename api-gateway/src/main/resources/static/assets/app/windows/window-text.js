// @ts-check
// The words for maintenance windows.

/** @import { Window } from "#api" */

/** @typedef {Window["weekdays"][number]} Weekday */
/** @typedef {{ from: string, to: string }} Opening */

/**
 * In the order of a week, with their short names.
 *
 * @type {Array<[Weekday, string]>}
 */
export const WEEKDAYS = [
  ["mon", "Mon"],
  ["tue", "Tue"],
  ["wed", "Wed"],
  ["thu", "Thu"],
  ["fri", "Fri"],
  ["sat", "Sat"],
  ["sun", "Sun"],
];

/**
 * The days on which it begins: the first and the last of a row of three or more.
 *
 * @param {Weekday[]} days
 */
export function daysText(days) {
  if (days.length === WEEKDAYS.length) return "every day";
  /** @type {number[][]} */
  const rows = [];
  WEEKDAYS.forEach(([day], index) => {
    if (!days.includes(day)) return;
    const last = rows.at(-1);
    if (last?.at(-1) === index - 1) last.push(index);
    else rows.push([index]);
  });
  /** @param {number} index */
  const name = (index) => WEEKDAYS[index][1];
  return rows
    .map((row) => (row.length > 2 ? `${name(row[0])} to ${name(row[row.length - 1])}` : row.map(name).join(", ")))
    .join(", ");
}

/** @param {Pick<Window, "begins" | "ends">} window */
export const hoursText = ({ begins, ends }) => `${begins} to ${ends}${ends <= begins ? " of the next day" : ""}`;

/**
 * An opening as clocks of a zone show it, which is named.
 *
 * @param {Opening} opening
 * @param {string} zone as IANA names it
 */
export function openingText({ from, to }, zone) {
  const [first, last] = [clock(from, zone), clock(to, zone)];
  return `${first.day}, ${first.time} to ${first.day === last.day ? "" : `${last.day}, `}${last.time} ${zone}`;
}

/**
 * Put together here, because browsers disagree about commas.
 *
 * @param {string} at
 * @param {string} zone
 */
function clock(at, zone) {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(new Date(at));
  /** @param {string} type */
  const part = (type) => parts.find((each) => each.type === type)?.value ?? "";
  return { day: `${part("weekday")} ${part("day")} ${part("month")}`, time: `${part("hour")}:${part("minute")}` };
}

/**
 * The same opening by the clocks here, if these show another time.
 *
 * @param {Opening} opening
 * @param {string} zone of the window
 * @param {string} here the zone of who looks
 */
export function openingHere(opening, zone, here) {
  const there = openingText(opening, zone).slice(0, -zone.length);
  const local = openingText(opening, here);
  return there === local.slice(0, -here.length) ? null : local;
}

/**
 * @param {Opening | undefined} next
 * @param {number} now
 */
export const isOpen = (next, now) => Boolean(next) && Date.parse(/** @type {Opening} */ (next).from) <= now;
