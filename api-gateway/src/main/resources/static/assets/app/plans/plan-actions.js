// @ts-check
// What a person can do with a plan, and the dialogs for it. The gateway decides.
import { post } from "../core/api.js";
import { openDialog } from "../core/dialog.js";
import { h } from "../core/dom.js";
import { count } from "../core/format.js";
import { errorLine } from "../shell/error-line.js";
import { notifyInfo } from "../shell/notices.js";
import { canOperate } from "../shell/session.js";

/** @import { Plan } from "#api" */

/** @typedef {{ name: string, label: string, text: string, button: string, settings?: boolean, danger?: boolean }} PlanAction */

/**
 * @param {Plan} plan
 * @param {number[]} chosen the numbers of items that are ticked
 * @returns {PlanAction[]}
 */
export function planActions(plan, chosen) {
  if (!canOperate() || !plan.items) return [];
  const runs = plan.state === "RUNNING";
  const planned = plan.items.filter((item) => item.state === "PLANNED");
  const failed = plan.items.filter((item) => ["FAILED", "CANCELLED"].includes(item.state) && (item.note || item.operation));
  const left = plan.score.planned + plan.score.waiting;
  return [
    ...(!runs && !plan.approval && chosen.length > 0
      ? [
          {
            name: "commit",
            label: `Commit ${count(chosen.length, "operation")}`,
            text: `${count(chosen.length, "operation begins", "operations begin")}, a few at a time. Each one checks its host in the cloud before it touches it.${planned.length > chosen.length ? " The others stay planned." : ""}`,
            button: "Commit",
            settings: true,
          },
        ]
      : []),
    ...(!runs && failed.length > 0
      ? [
          {
            name: "retry-failed",
            label: "Retry what failed",
            text: "What was rejected, rolled back or cancelled begins again, as new items of this plan, if the checks allow it now.",
            button: "Retry",
            settings: true,
          },
        ]
      : []),
    ...(!runs && plan.score.succeeded > 0
      ? [
          {
            name: "roll-back-done",
            label: "Plan the way back",
            text: "For each success an item is added that takes its host back to where it was. Nothing begins before you commit it.",
            button: "Add the way back",
          },
        ]
      : []),
    ...(left > 0
      ? [
          {
            name: "cancel",
            label: `Cancel ${count(left, "item")}`,
            text: "What has not begun is not begun any more. Operations that run go on; each can be cancelled on its own page.",
            button: "Cancel what has not begun",
            danger: true,
          },
        ]
      : []),
  ];
}

/**
 * @param {Plan} plan
 * @param {PlanAction} action
 * @param {number[]} chosen
 * @param {() => void} done called after it was carried out, and if it was refused
 */
export function planButton(plan, action, chosen, done) {
  return h(
    "button",
    {
      type: "button",
      class: `btn btn-sm btn-${action.name === "commit" ? "primary" : "outline-secondary"}`,
      data: { action: action.name },
      onclick: () => ask(plan, action, chosen, done),
    },
    action.label,
  );
}

/**
 * @param {Plan} plan
 * @param {PlanAction} action
 * @param {number[]} chosen
 * @param {() => void} done
 */
function ask(plan, action, chosen, done) {
  const reason = h("input", { class: "form-control", id: "plan-reason", maxlength: 2000, autofocus: true, autocomplete: "off" });
  const atOnce = number("plan-at-once", 5, 1, 50);
  const failures = number("plan-failures", 1, 0, 1000);
  const error = errorLine();
  const button = h(
    "button",
    { type: "submit", form: "plan-form", class: `btn btn-${action.danger ? "danger" : "primary"}` },
    action.button,
  );
  const handle = openDialog({
    title: action.label,
    body: h(
      "form",
      { id: "plan-form", onsubmit: send },
      h("p", { class: "sheet-text" }, action.text),
      action.settings
        ? h(
            "div",
            { class: "plan-settings" },
            h("label", { class: "field", for: "plan-at-once" }, "At once", atOnce),
            h("label", { class: "field", for: "plan-failures" }, "Stop after failures (0: never)", failures),
          )
        : null,
      h("label", { class: "field", for: "plan-reason" }, "Reason", reason),
      error.element,
    ),
    footer: ({ close }) => [h("button", { type: "button", class: "btn btn-outline-secondary", onclick: close }, "Back"), button],
  });

  /** @param {SubmitEvent} event */
  async function send(event) {
    event.preventDefault();
    button.disabled = true;
    const settings = action.settings ? { at_once: Number(atOnce.value), stop_after_failures: Number(failures.value) } : {};
    const ids = action.name === "commit" ? { ids: chosen } : {};
    try {
      /** @type {Plan} */
      const now = await post(`${plan.href}/${action.name}`, { reason: reason.value.trim() || undefined, ...settings, ...ids });
      handle.close();
      if (now.approval) notifyInfo("A second person has to approve it before anything begins.");
      done();
    } catch (problem) {
      done();
      button.disabled = false;
      error.show(problem);
    }
  }
}

/**
 * @param {string} id
 * @param {number} value
 * @param {number} min
 * @param {number} max
 */
const number = (id, value, min, max) =>
  h("input", { type: "number", class: "form-control", id, value, min, max, required: true });
