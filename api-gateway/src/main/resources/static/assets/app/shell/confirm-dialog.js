// @ts-check
// A dialog that asks once more before something is done that cannot be taken back.
import { h } from "../core/dom.js";
import { openDialog } from "../core/dialog.js";
import { errorLine } from "./error-line.js";

/**
 * @typedef {object} Confirmation
 * @property {string} title
 * @property {string} text what happens
 * @property {string} label of the button that does it
 * @property {string} tone its class
 * @property {HTMLElement} [choice] shown below the text
 * @property {() => Promise<void>} act
 * @property {(problem: unknown) => void} [failed] called with what is shown besides
 * @property {() => void} [after] called once the dialog is closed
 */

/** @param {Confirmation} what */
export function openConfirmDialog({ title, text, label, tone, choice, act, failed, after }) {
  const error = errorLine();
  const submit = h(
    "button",
    {
      type: "button",
      class: `btn ${tone}`,
      onclick: async () => {
        submit.disabled = true;
        try {
          await act();
          handle.close();
          after?.();
        } catch (problem) {
          submit.disabled = false;
          failed?.(problem);
          error.show(problem);
        }
      },
    },
    label,
  );
  const handle = openDialog({
    title,
    body: h("div", {}, h("p", { class: "sheet-text" }, text), choice ?? null, error.element),
    footer: ({ close }) => [h("button", { type: "button", class: "btn btn-outline-secondary", onclick: close }, "Back"), submit],
  });
}
