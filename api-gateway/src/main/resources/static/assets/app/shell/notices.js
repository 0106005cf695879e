// @ts-check
// Notifications, shown in one line of the status bar so that they never cover the content. Errors stay until they are dismissed.
import { isAborted, problemText } from "../core/api.js";
import { signal } from "../core/signal.js";

const VISIBLE_SECONDS = 8;
const MAX_NOTICES = 30;

/** @typedef {{ label: string, run: () => unknown }} NoticeAction an action to offer, such as undo */
/** @typedef {{ id: number, at: string, tone: "info" | "good" | "bad", text: string, action?: NoticeAction }} Notice */

/** Newest first. */
export const notices = signal(/** @type {Notice[]} */ ([]));
/** The notice that is shown, or null. */
export const shown = signal(/** @type {Notice | null} */ (null));
let number = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/**
 * @param {Notice["tone"]} tone
 * @param {string} text
 * @param {NoticeAction} [action]
 */
function addNotice(tone, text, action) {
  const notice = { id: ++number, at: new Date().toISOString(), tone, text, action };
  notices.update((earlier) => [notice, ...earlier].slice(0, MAX_NOTICES));
  shown.set(notice);
  clearTimeout(timer);
  if (tone !== "bad") timer = setTimeout(dismiss, VISIBLE_SECONDS * 1000);
}

/** @typedef {(text: string, action?: NoticeAction) => void} Notify */

/** @type {Notify} */
export const notifyInfo = (text, action) => addNotice("info", text, action);
/** @type {Notify} */
export const notifySuccess = (text, action) => addNotice("good", text, action);
/** @type {Notify} */
export const notifyError = (text, action) => addNotice("bad", text, action);

/**
 * Shows an error response of the gateway, or any other error, as a sentence.
 *
 * @param {unknown} problem
 * @param {string} what did not work
 */
export function notifyProblem(problem, what) {
  if (!isAborted(problem)) notifyError(`${what}: ${problemText(problem)}`);
}

export function dismiss() {
  clearTimeout(timer);
  shown.set(null);
}
