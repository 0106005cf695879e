// The notes of a page that is loading or could not be loaded.
import { h } from "../core/dom.js";

/** @param retry called by the "Try again" button; null for no button */
export const failureNote = (what, problem, retry) =>
  h(
    "div",
    { class: "state-note state-bad", role: "alert" },
    what ? h("strong", {}, `${what} `) : null,
    problem.fields?.map((field) => `${field.field} ${field.message}`).join("; ") || problem.message,
    " ",
    retry
      ? h("button", { type: "button", class: "btn btn-sm btn-outline-secondary", onclick: () => retry() }, "Try again")
      : null,
  );

export const loadingNote = (text = "Loading …") => h("p", { class: "state-loading", role: "status" }, text);
