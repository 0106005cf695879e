// @ts-check
// The dialog that limits on which hosts a person may act: a text field for each kind, with a name in each line.
import { h } from "../core/dom.js";
import { openDialog } from "../core/dialog.js";
import { post } from "../core/api.js";
import { errorLine } from "../shell/error-line.js";

/** @import { Limit, Person } from "#api" */

/** @type {Array<[Limit["kind"], string]>} */
const KINDS = [
  ["GPU_TYPE", "GPU types, with all their pools"],
  ["POOL", "Single pools"],
  ["CONTRACT", "Contracts"],
];

/**
 * The entries that the texts name, one in each line.
 *
 * @param {Array<[Limit["kind"], string]>} texts
 * @returns {Limit[]}
 */
export const entriesOf = (texts) =>
  texts.flatMap(([kind, text]) =>
    text
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean)
      .map((name) => ({ kind, name })),
  );

/**
 * What a person may act on, for a table.
 *
 * @param {Pick<Person, "limits">} person
 */
export const limitsText = ({ limits }) => (limits?.length ? limits.map((limit) => limit.name).join(", ") : "everything");

/**
 * @param {Person} person
 * @param {() => void} done
 */
export function openLimitsDialog(person, done) {
  const fields = KINDS.map(([kind, label]) => {
    const id = `limits-${kind.toLowerCase()}`;
    const text = h("textarea", { class: "form-control", id, rows: 2, spellcheck: "false", autocapitalize: "none" });
    text.value = (person.limits ?? [])
      .filter((limit) => limit.kind === kind)
      .map((limit) => limit.name)
      .join("\n");
    return { kind, text, element: h("label", { class: "field", for: id }, label, text) };
  });
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
            await post(`/api/people/${encodeURIComponent(person.name)}/limits`, {
              limits: entriesOf(fields.map(({ kind, text }) => [kind, text.value])),
            });
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
      ...fields.map(({ element }) => element),
      error.element,
    ),
    footer: ({ close }) => [
      h("button", { type: "button", class: "btn btn-outline-secondary", onclick: close }, "Cancel"),
      submit,
    ],
  });
}
