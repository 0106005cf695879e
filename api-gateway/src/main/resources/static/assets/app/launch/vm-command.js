// @ts-check
// A dialog that shows what a command would do to the VM of a host, asks why, and sends it.
import { hasStatus, post } from "../core/api.js";
import { h, setText } from "../core/dom.js";
import { openDialog } from "../core/dialog.js";
import { newId } from "../core/id.js";
import { navigate } from "../core/router.js";
import { errorLine } from "../shell/error-line.js";
import { openPanel } from "../cart/panel-tab.js";
import { track } from "../operations/operation-store.js";
import { notifySuccess } from "../shell/notices.js";

/** @import { CommandAnswer } from "#api" */

const MAX_REASON_LENGTH = 2000;

/**
 * @template {{ allowed: boolean }} P what the preview answers
 * @param {object} options
 * @param {string} options.title
 * @param {string} options.button
 * @param {string} [options.tone] the class of the button
 * @param {string} options.done the notice once it was accepted
 * @param {Node[]} options.choices what the person decides
 * @param {string} options.preview the address of the preview
 * @param {() => object} options.previewBody
 * @param {string} options.execute the address of the command
 * @param {(preview: P) => object} options.body without the reason
 * @param {(preview: P, close: () => void) => (Node | (Node | null)[] | null)[]} options.view
 * @returns {{ look: () => void }}
 */
export function openVmCommand(options) {
  /** @type {P | null} */
  let seen = null;
  let asked = 0;
  let sending = false;
  let key = { body: "", id: newId() };
  const details = h("div", { class: "review-details" });
  const error = errorLine();
  const state = h("p", { class: "state-loading", role: "status" });
  const reason = h("input", {
    class: "form-control",
    id: "reason",
    required: true,
    maxlength: MAX_REASON_LENGTH,
    placeholder: "Why? It goes into the history",
    autocomplete: "off",
    "aria-label": "Reason",
  });
  const again = h("button", { type: "button", class: "btn btn-outline-secondary", onclick: look }, "Look again");
  const submit = h("button", { type: "submit", class: `btn ${options.tone ?? "btn-primary"}` }, options.button);
  const form = h("form", { class: "review-form", onsubmit: send }, reason, again, submit);
  const handle = openDialog({
    title: options.title,
    size: "lg",
    body: h("div", { class: "vm-command" }, ...options.choices, state, error.element, details),
    footer: () => form,
    closed: () => asked++,
  });
  look();
  return { look };

  function render() {
    submit.disabled = sending || !seen?.allowed;
    setText(submit, sending ? "Sending …" : options.button);
  }

  async function look() {
    const number = ++asked;
    seen = null;
    state.hidden = false;
    setText(state, "Reading the clouds …");
    error.clear();
    render();
    try {
      /** @type {P} */
      const answer = await post(options.preview, options.previewBody());
      if (number !== asked) return;
      seen = answer;
      details.replaceChildren(
        ...options
          .view(answer, handle.close)
          .flat()
          .filter((part) => part !== null),
      );
    } catch (problem) {
      if (number !== asked) return;
      details.replaceChildren();
      error.show(problem);
    }
    state.hidden = true;
    render();
  }

  /** @param {SubmitEvent} event */
  async function send(event) {
    event.preventDefault();
    if (sending || !seen?.allowed) return;
    const body = { ...options.body(seen), reason: reason.value.trim() };
    // The same request after a lost response has the same key, so it is executed at most once.
    if (key.body !== JSON.stringify(body)) key = { body: JSON.stringify(body), id: newId() };
    sending = true;
    error.clear();
    render();
    try {
      /** @type {CommandAnswer} */
      const answer = await post(options.execute, body, { headers: { "Idempotency-Key": key.id } });
      handle.close();
      if (answer.id) {
        track(answer.id);
        notifySuccess(options.done, { label: "Show", run: () => navigate(`/operations/${answer.id}`) });
        openPanel("activity");
      } else notifySuccess("It waits for a second person.", { label: "Show", run: () => navigate("/approvals?state=PENDING") });
    } catch (problem) {
      if (hasStatus(problem, 409)) key = { body: "", id: newId() };
      error.show(problem);
    }
    sending = false;
    render();
  }
}
