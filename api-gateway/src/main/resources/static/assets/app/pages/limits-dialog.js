// @ts-check
// The dialog that limits on which hosts a person may act.
import { h } from "../core/dom.js";
import { openDialog } from "../core/dialog.js";
import { post } from "../core/api.js";
import { errorLine } from "../shell/error-line.js";
import { limitFields } from "./limit-fields.js";

/** @import { Person } from "#api" */

/**
 * @param {Person} person
 * @param {() => void} done
 */
export function openLimitsDialog(person, done) {
  const fields = limitFields(person.limits ?? []);
  const error = errorLine();
  const submit = h("button", { type: "submit", form: "limits-form", class: "btn btn-primary" }, "Set");
  const handle = openDialog({
    title: `Limits of ${person.name}`,
    body: h(
      "form",
      {
        id: "limits-form",
        onsubmit: async (/** @type {SubmitEvent} */ event) => {
          event.preventDefault();
          submit.disabled = true;
          try {
            await post(`/api/people/${encodeURIComponent(person.name)}/limits`, { limits: fields.entries() });
            handle.close();
            done();
          } catch (problem) {
            error.show(problem);
          }
          submit.disabled = false;
        },
      },
      h(
        "p",
        { class: "page-note" },
        "On these alone the person may act, a name in each line. If all are empty, on everything. Reading stays whole.",
      ),
      ...fields.elements,
      error.element,
    ),
    footer: ({ close }) => [
      h("button", { type: "button", class: "btn btn-outline-secondary", onclick: close }, "Cancel"),
      submit,
    ],
  });
}
