// @ts-check
// The actions that an operator can request for an open operation. The reason goes into the history.
import { timeElement } from "../core/time-element.js";
import { h } from "../core/dom.js";
import { openDialog } from "../core/dialog.js";
import { hasStatus, post } from "../core/api.js";
import { errorLine } from "../shell/error-line.js";
import { notifyProblem, notifyInfo } from "../shell/notices.js";
import { canOperate } from "../shell/session.js";
import { offeredActions } from "./offered-actions.js";

/** @import { ActionEffect, Operation } from "#api" */

/** @param {ActionEffect} offer */
const style = (offer) => (offer.recommended ? "primary" : "outline-secondary");

/**
 * The time of the read that the effect is based on; empty if there was none.
 *
 * @param {ActionEffect} offer
 */
function readTime(offer) {
  return offer.read_at ? h("span", { class: "action-read" }, "Last read ", timeElement(offer.read_at), ".") : "";
}

/**
 * @param {Operation} operation
 * @param {() => void} done called after the request, and if the operation has changed
 */
export function actionButtons(operation, done) {
  if (!canOperate() || !operation.open || operation.pending_action) return [];
  const offers = offeredActions(operation);
  const recommended = offers.find((offer) => offer.recommended);
  const buttons = offers.map((offer) =>
    h(
      "button",
      {
        type: "button",
        class: `btn btn-sm btn-${style(offer)}`,
        data: { action: offer.action },
        title: operation.limited ?? offer.effect,
        disabled: Boolean(operation.limited),
        onclick: () => openActionDialog(operation, offer, done),
      },
      offer.caption,
    ),
  );
  if (operation.limited) return [...buttons, h("p", { class: "action-advice" }, operation.limited)];
  if (!recommended) return buttons;
  return [
    ...buttons,
    h(
      "p",
      { class: "action-advice" },
      h("strong", {}, `Recommended: ${recommended.caption}. `),
      recommended.reason ?? "",
      " ",
      readTime(recommended),
    ),
  ];
}

/**
 * @param {Operation} operation
 * @param {ActionEffect} offer
 * @param {() => void} done
 */
function openActionDialog(operation, offer, done) {
  const { action: name, caption: title } = offer;
  const reason = h("input", {
    class: "form-control",
    id: "action-reason",
    required: true,
    maxlength: 2000,
    autofocus: true,
    autocomplete: "off",
  });
  // The decision is based on this state. If it has changed, the gateway refuses the action.
  const expected = { state: operation.state, entered_at: operation.entered_at };
  const error = errorLine();
  const button = h(
    "button",
    { type: "submit", form: "action-form", class: `btn btn-${offer.recommended ? "primary" : "secondary"}` },
    title,
  );
  const handle = openDialog({
    title: `${title}: ${operation.host}`,
    body: h(
      "form",
      { id: "action-form", onsubmit: send },
      h("p", { class: "sheet-text" }, offer.effect, " ", readTime(offer)),
      offer.recommended ? h("p", { class: "sheet-text" }, h("strong", {}, "Recommended. "), offer.reason ?? "") : "",
      h("label", { class: "field", for: "action-reason" }, "Reason", reason),
      error.element,
    ),
    footer: ({ close }) => [h("button", { type: "button", class: "btn btn-outline-secondary", onclick: close }, "Back"), button],
  });

  /** @param {SubmitEvent} event */
  async function send(event) {
    event.preventDefault();
    button.disabled = true;
    try {
      await post(`/api/operations/${operation.id}/${name.toLowerCase().replace("_", "-")}`, {
        reason: reason.value.trim(),
        ...expected,
      });
      handle.close();
      notifyInfo(`Requested for ${operation.host}: ${title}.`);
      done();
    } catch (problem) {
      // The operation has changed since the dialog opened; the page behind it is loaded again.
      const hasChanged = hasStatus(problem, 409);
      if (hasChanged) done();
      button.disabled = hasChanged;
      error.show(problem);
      notifyProblem(problem, `Not requested: ${title}`);
    }
  }
}
