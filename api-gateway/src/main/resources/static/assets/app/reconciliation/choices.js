// @ts-check
// The buttons that end the difference of a host, and their dialog. The reason goes into the history.
import { h } from "../core/dom.js";
import { openDialog } from "../core/dialog.js";
import { post } from "../core/api.js";
import { navigate } from "../core/router.js";
import { errorLine } from "../shell/error-line.js";
import { notifyInfo } from "../shell/notices.js";
import { canOperate } from "../shell/session.js";
import { choiceText } from "./differences.js";

/** @import { CommandAnswer, ReconciliationMisplacedHost } from "#api" */

/** What a move may need to be acknowledged, as the gateway names it. */
const ACKNOWLEDGEMENTS = [
  ["vms", "VMs run on the host"],
  ["nvlink", "NVLink changes"],
  ["allocations", "placement still has allocations"],
];

/**
 * @param {ReconciliationMisplacedHost} host
 * @param {string | null} why nothing can be asked for now; null if it can
 * @param {() => void} done called after the request
 */
export function choiceButtons(host, why, done) {
  if (!canOperate()) return [];
  return host.choices.map((choice) => {
    const { caption, text } = choiceText(host, choice);
    return h(
      "button",
      {
        type: "button",
        class: "btn btn-sm btn-outline-secondary",
        disabled: why !== null,
        title: why ?? text,
        "aria-label": `${caption} ${host.host}`,
        data: { choice },
        onclick: () => openChoiceDialog(host, choice, done),
      },
      caption,
    );
  });
}

/**
 * @param {ReconciliationMisplacedHost} host
 * @param {"ADOPT" | "REPAIR"} choice
 * @param {() => void} done
 */
function openChoiceDialog(host, choice, done) {
  const { caption, path, text } = choiceText(host, choice);
  const reason = h("input", {
    class: "form-control",
    id: "choice-reason",
    required: true,
    maxlength: 2000,
    autofocus: true,
    autocomplete: "off",
  });
  const boxes = ACKNOWLEDGEMENTS.map(([value, label]) => {
    const box = h("input", { type: "checkbox", class: "form-check-input", id: `choice-${value}`, value });
    return { box, row: h("label", { class: "choice-check", for: `choice-${value}` }, box, ` ${label}`) };
  });
  const error = errorLine();
  const submit = h("button", { type: "submit", form: "choice-form", class: "btn btn-primary" }, caption);
  const handle = openDialog({
    title: `${caption}: ${host.host}`,
    body: h(
      "form",
      { id: "choice-form", onsubmit: send },
      h("p", { class: "sheet-text" }, text),
      choice === "REPAIR"
        ? h(
            "fieldset",
            { class: "choice-checks" },
            h("legend", {}, "Acknowledge, where it is so"),
            ...boxes.map(({ row }) => row),
          )
        : null,
      h("label", { class: "field", for: "choice-reason" }, "Reason", reason),
      error.element,
    ),
    footer: ({ close }) => [h("button", { type: "button", class: "btn btn-outline-secondary", onclick: close }, "Back"), submit],
  });

  /** @param {SubmitEvent} event */
  async function send(event) {
    event.preventDefault();
    submit.disabled = true;
    const acknowledge = boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
    try {
      /** @type {CommandAnswer} */
      const answer = await post(path, {
        host: host.host,
        reason: reason.value.trim(),
        ...(choice === "REPAIR" ? { acknowledge } : {}),
      });
      handle.close();
      const waits = !("id" in answer);
      notifyInfo(
        waits
          ? `${caption} of ${host.host} has not begun: it waits for a second person.`
          : `${caption} of ${host.host} was accepted.`,
        {
          label: "Show it",
          run: () => navigate("id" in answer ? `/operations/${answer.id}` : `/approvals/${answer.approval}`),
        },
      );
      done();
    } catch (problem) {
      submit.disabled = false;
      error.show(problem);
    }
  }
}
