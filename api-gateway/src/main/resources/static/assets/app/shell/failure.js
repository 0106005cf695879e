// What a page says when it cannot show what was asked for, and the way out.
import { h } from "../core/dom.js";

/** @param again reads it once more; null where that would not help */
export const failureNote = (what, problem, again) =>
  h(
    "div",
    { class: "state-note state-bad", role: "alert" },
    what ? h("strong", {}, `${what} `) : null,
    problem.fields?.map((field) => `${field.field} ${field.message}`).join("; ") || problem.message,
    " ",
    again ? h("button", { type: "button", class: "btn btn-sm btn-outline-secondary", onclick: () => again() }, "Try again") : null,
  );

export const loadingNote = (text = "Loading …") => h("p", { class: "state-loading", role: "status" }, text);
