// @ts-check
// Formats times and numbers for people.
import { now } from "./clock.js";
import { timeMode } from "./zone.js";

/** @param {string} [timeZone] that of the browser if it is left out */
const formats = (timeZone) => ({
  clock: new Intl.DateTimeFormat(undefined, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZone,
  }),
  day: new Intl.DateTimeFormat(undefined, { day: "2-digit", month: "short", timeZone }),
  full: new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long", timeZone }),
});
const LOCAL = formats();
const UTC = formats("UTC");
const chosen = () => (timeMode.value === "utc" ? UTC : LOCAL);
/** A moment as the API and the workers write it. */
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/**
 * 40 s, 12 min, 3 h, 5 d; by the gateway's clock unless `at` is given. Empty if the time is not known.
 *
 * @param {string | number | undefined} since
 */
export function formatAge(since, at = now()) {
  if (since === undefined) return "";
  const seconds = Math.max(0, Math.round((at - new Date(since).getTime()) / 1000));
  if (Number.isNaN(seconds)) return "";
  if (seconds < 90) return `${seconds} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172800) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86400)} d`;
}

/**
 * 84 ms, 1.3 s, 2 min 5 s
 *
 * @param {number | null | undefined} ms
 */
export function formatDuration(ms) {
  if (ms === null || ms === undefined || Number.isNaN(ms)) return "";
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  return minutes < 120 ? `${minutes} min ${seconds % 60} s` : `${Math.round(minutes / 60)} h`;
}

/**
 * 14:03:21, with the day if it is not today; UTC says so
 *
 * @param {string | number} at
 */
export function formatTime(at) {
  const { clock, day } = chosen();
  const date = new Date(at);
  const time = day.format(date) === day.format(now()) ? clock.format(date) : `${day.format(date)} ${clock.format(date)}`;
  return chosen() === UTC ? `${time} UTC` : time;
}

/** 14:03, of today. @param {string | number} at */
export const formatMinute = (at) =>
  chosen()
    .clock.format(new Date(at))
    .replace(/:\d\d$/, "");
/** @param {string} at */
export const formatDateTime = (at) => chosen().full.format(new Date(at));
/**
 * A sentence of the service, with its moments as all other times are shown.
 *
 * @param {string | null | undefined} text
 */
export const withShownTimes = (text) => (text ?? "").replace(INSTANT, (at) => formatTime(at));
/**
 * The value of an input for date and time: in the time zone of this browser, to the minute.
 *
 * @param {string} at
 */
export function localTime(at) {
  const local = new Date(at);
  local.setMinutes(local.getMinutes() - local.getTimezoneOffset());
  return local.toISOString().slice(0, "2026-01-31T00:00".length);
}

/** @param {string} iso 2026-11-28 */
export const formatDay = (iso) => LOCAL.day.format(new Date(`${iso}T12:00:00`));
/**
 * @param {number} number
 * @param {string} one
 */
export const count = (number, one, many = `${one}s`) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
/**
 * @param {number} part
 * @param {number} whole
 */
export const percent = (part, whole) => (whole > 0 ? Math.round((100 * part) / whole) : 0);
/**
 * Percentage with one decimal, rounded down: 100 only if the part is the whole.
 *
 * @param {number} part
 * @param {number} whole
 */
export const share = (part, whole) => (whole > 0 ? Math.floor((1000 * part) / whole) / 10 : 0);
/**
 * NEEDS_OPERATOR becomes "needs operator"; "create VM" is not changed.
 *
 * @param {string | null | undefined} name
 */
export const humanize = (name) =>
  /^[A-Z0-9_]+$/.test(name ?? "") ? String(name).replaceAll("_", " ").toLowerCase() : (name ?? "");
/** @param {string | null | undefined} name */
export const sentenceCase = (name) => humanize(name).replace(/^./, (first) => first.toUpperCase());
