// Times and numbers as a person reads them.
import { now } from "./clock.js";

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat(undefined, { day: "2-digit", month: "short" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" });

/** 40 s, 12 min, 3 h, 5 d; by the gateway's clock unless another is given */
export function age(since, at = now()) {
  const seconds = Math.max(0, Math.round((at - new Date(since)) / 1000));
  if (seconds < 90) return `${seconds} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172800) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86400)} d`;
}

/** 84 ms, 1.3 s, 2 min 5 s */
export function duration(ms) {
  if (ms === null || ms === undefined || Number.isNaN(ms)) return "";
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  return minutes < 120 ? `${minutes} min ${seconds % 60} s` : `${Math.round(minutes / 60)} h`;
}

/** 14:03:21, with the day unless it is today's */
export function moment(at) {
  const date = new Date(at);
  const today = date.toDateString() === new Date(now()).toDateString();
  return today ? clock.format(date) : `${day.format(date)} ${clock.format(date)}`;
}

export const exact = (at) => full.format(new Date(at));
export const dayName = (iso) => day.format(new Date(`${iso}T12:00:00`));
export const count = (number, one, many = `${one}s`) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
export const percent = (part, whole) => (whole > 0 ? Math.round((100 * part) / whole) : 0);
/** In tenths, and never 100 while one is missing. */
export const share = (part, whole) => (whole > 0 ? Math.floor((1000 * part) / whole) / 10 : 0);
/** NEEDS_OPERATOR -> needs operator; create VM stays as it is */
export const words = (name) => (/^[A-Z0-9_]+$/.test(name ?? "") ? name.replaceAll("_", " ").toLowerCase() : String(name ?? ""));
export const sentence = (name) => words(name).replace(/^./, (first) => first.toUpperCase());
