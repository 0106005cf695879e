// @ts-check
// The notes of a page that is loading or could not be loaded.
import { hasStatus, problemText } from "../core/api.js";
import { h } from "../core/dom.js";

/** What a role does not allow, it does not allow the next time either. */
const FORBIDDEN = 403;

/**
 * @param {string | null} what cannot be shown
 * @param {unknown} problem
 * @param {(() => unknown) | null} retry called by the "Try again" button; null for no button
 */
export const failureNote = (what, problem, retry) =>
  h(
    "div",
    { class: "state-note state-bad", role: "alert" },
    what ? h("strong", {}, `${what} `) : null,
    problemText(problem),
    " ",
    retry && !hasStatus(problem, FORBIDDEN)
      ? h("button", { type: "button", class: "btn btn-sm btn-outline-secondary", onclick: () => retry() }, "Try again")
      : null,
  );

export const loadingNote = (text = "Loading …") => h("p", { class: "state-loading", role: "status" }, text);
