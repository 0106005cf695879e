// Times and numbers as a person reads them.
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat(undefined, { day: "2-digit", month: "short" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" });

/** 40 s, 12 min, 3 h, 5 d */
export function age(since, now = Date.now()) {
  const seconds = Math.max(0, Math.round((now - Date.parse(since)) / 1000));
  if (seconds < 90) return `${seconds} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172800) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86400)} d`;
}

/** 84 ms, 1.3 s, 2 min 5 s */
export function duration(ms) {
  if (ms === null || ms === undefined || Number.isNaN(ms)) return "";
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60000) return `${(ms / 1000).toFixed(1)} s`;
  const minutes = Math.floor(ms / 60000);
  return minutes < 120 ? `${minutes} min ${Math.round((ms % 60000) / 1000)} s` : `${Math.round(minutes / 60)} h`;
}

/** 14:03:21, with the day unless it is today's */
export function moment(at) {
  const date = new Date(at);
  const today = date.toDateString() === new Date().toDateString();
  return today ? clock.format(date) : `${day.format(date)} ${clock.format(date)}`;
}

export const exact = (at) => full.format(new Date(at));
export const dayName = (iso) => day.format(new Date(`${iso}T12:00:00`));
export const count = (number, one, many = `${one}s`) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
export const percent = (part, whole) => (whole > 0 ? Math.round((100 * part) / whole) : 0);
/** NEEDS_OPERATOR -> needs operator; create VM stays as it is */
export const words = (name) => (/^[A-Z0-9_]+$/.test(name ?? "") ? name.replaceAll("_", " ").toLowerCase() : String(name ?? ""));
export const sentence = (name) => words(name).replace(/^./, (first) => first.toUpperCase());
