// @ts-check
// A dialog that asks once more before something is done that cannot be taken back.
import { h } from "../core/dom.js";
import { openDialog } from "../core/dialog.js";
import { errorLine } from "./error-line.js";

/**
 * @param {{ title: string, text: string, label: string, tone: string, act: () => Promise<void>, after?: () => void }} what after: once the dialog is closed
 */
export function openConfirmDialog({ title, text, label, tone, act, after }) {
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
          error.show(problem);
        }
      },
    },
    label,
  );
  const handle = openDialog({
    title,
    body: h("div", {}, h("p", { class: "sheet-text" }, text), error.element),
    footer: ({ close }) => [h("button", { type: "button", class: "btn btn-outline-secondary", onclick: close }, "Back"), submit],
  });
}
