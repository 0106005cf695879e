// What has just happened, in one line of the status bar: it never lies on top of the work. Problems stay until read.
import { cell } from "../core/cell.js";

const SECONDS = 8;
const KEPT = 30;

/** The latest first: { id, at, tone, text, action: { label, run } } */
export const notices = cell([]);
/** The one that is shown now, or null. */
export const shown = cell(null);
let number = 0;
let timer = 0;

function tell(tone, text, action) {
  const notice = { id: ++number, at: new Date().toISOString(), tone, text, action };
  notices.update((earlier) => [notice, ...earlier].slice(0, KEPT));
  shown.set(notice);
  clearTimeout(timer);
  if (tone !== "bad") timer = setTimeout(dismiss, SECONDS * 1000);
}

/** @param action { label, run } what can be done about it, such as undo */
export const inform = (text, action) => tell("info", text, action);
export const succeed = (text, action) => tell("good", text, action);
export const complain = (text, action) => tell("bad", text, action);

/** A problem that the gateway told, or any other error, as a sentence. */
export function complainOf(error, what) {
  if (error?.name === "AbortError") return;
  const fields = error.fields?.map((field) => `${field.field} ${field.message}`).join("; ");
  complain(`${what}: ${fields || error.message}`);
}

export function dismiss() {
  clearTimeout(timer);
  shown.set(null);
}
