// @ts-check
// A dialog that asks why, and sends it.
import { h } from "../core/dom.js";
import { openDialog } from "../core/dialog.js";
import { errorLine } from "./error-line.js";
import { notifyInfo } from "./notices.js";

/**
 * @param {{ title: string, text: string, button: string, send: (reason: string) => Promise<void>, done: string }} what done: the notice once it was sent
 */
export function openReasonDialog({ title, text, button, send, done }) {
  const reason = h("input", {
    class: "form-control",
    id: "reason",
    required: true,
    maxlength: 2000,
    autofocus: true,
    autocomplete: "off",
  });
  const error = errorLine();
  const submit = h("button", { type: "submit", form: "reason-form", class: "btn btn-primary" }, button);
  const handle = openDialog({
    title,
    body: h(
      "form",
      {
        id: "reason-form",
        onsubmit: async (/** @type {SubmitEvent} */ event) => {
          event.preventDefault();
          submit.disabled = true;
          try {
            await send(reason.value.trim());
            handle.close();
            notifyInfo(done);
          } catch (problem) {
            submit.disabled = false;
            error.show(problem);
          }
        },
      },
      h("p", { class: "sheet-text" }, text),
      h("label", { class: "field", for: "reason" }, "Reason", reason),
      error.element,
    ),
    footer: ({ close }) => [h("button", { type: "button", class: "btn btn-outline-secondary", onclick: close }, "Back"), submit],
  });
}
