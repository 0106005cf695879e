// @ts-check
// How times are shown: in the zone of the browser, in UTC, or as how long ago.
import { persist, signal } from "./signal.js";

/** @typedef {"local" | "utc" | "relative"} TimeMode */

/** @type {Array<[TimeMode, string]>} */
export const TIME_MODES = [
  ["local", "Local time"],
  ["utc", "UTC"],
  ["relative", "How long ago"],
];

export const timeMode = signal(/** @type {TimeMode} */ ("local"));

/** Takes over the user's choice, of this browser. */
export function keepTimeMode() {
  persist(timeMode, "spot.times");
  if (!TIME_MODES.some(([mode]) => mode === timeMode.value)) timeMode.set("local");
}

/** The zone of the browser, such as Europe/Oslo. */
export const localZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What the status bar names. */
export const timeModeLabel = () => ({ local: localZone(), utc: "UTC", relative: "ago" })[timeMode.value];
