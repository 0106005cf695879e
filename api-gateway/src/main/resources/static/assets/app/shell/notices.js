// Notifications, shown in one line of the status bar so that they never cover the content. Errors stay until they are dismissed.
import { signal } from "../core/signal.js";

const VISIBLE_SECONDS = 8;
const MAX_NOTICES = 30;

/** Newest first: { id, at, tone, text, action: { label, run } } */
export const notices = signal([]);
/** The notice that is shown, or null. */
export const shown = signal(null);
let number = 0;
let timer = 0;

function addNotice(tone, text, action) {
  const notice = { id: ++number, at: new Date().toISOString(), tone, text, action };
  notices.update((earlier) => [notice, ...earlier].slice(0, MAX_NOTICES));
  shown.set(notice);
  clearTimeout(timer);
  if (tone !== "bad") timer = setTimeout(dismiss, VISIBLE_SECONDS * 1000);
}

/** @param action { label, run } an action to offer, such as undo */
export const notifyInfo = (text, action) => addNotice("info", text, action);
export const notifySuccess = (text, action) => addNotice("good", text, action);
export const notifyError = (text, action) => addNotice("bad", text, action);

/** Shows an error response of the gateway, or any other error, as a sentence. */
export function notifyProblem(error, what) {
  if (error?.name === "AbortError") return;
  const fields = error.fields?.map((field) => `${field.field} ${field.message}`).join("; ");
  notifyError(`${what}: ${fields || error.message}`);
}

export function dismiss() {
  clearTimeout(timer);
  shown.set(null);
}
