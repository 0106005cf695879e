// @ts-check
// Approve, decline or withdraw a request for approval. The reason goes on record.
import { hasStatus, post } from "../core/api.js";
import { openDialog } from "../core/dialog.js";
import { h } from "../core/dom.js";
import { errorLine } from "../shell/error-line.js";
import { notifyInfo, notifySuccess } from "../shell/notices.js";
import { canLaunch, canOperate, session } from "../shell/session.js";

/** @import { Approval } from "#api" */

/** @typedef {"approve" | "decline" | "withdraw"} Decision */

/** @type {Record<Decision, { title: string, text: string }>} */
const DECISIONS = {
  approve: { title: "Approve", text: "If it still is what was asked for, it begins at once. Your name goes into its history." },
  decline: { title: "Decline", text: "Nothing is begun. The requester sees your reason." },
  withdraw: { title: "Withdraw", text: "Nothing is begun. You can ask again." },
};

/** @param {string} kind */
export const mayDecide = (kind) => (kind === "launch" ? canLaunch() : canOperate());

/**
 * What the user may decide about an open request.
 *
 * @param {Approval} approval
 * @returns {Decision[]}
 */
export function decisionsFor(approval) {
  const { name } = session.value;
  if (approval.state !== "PENDING") return [];
  if (approval.requested_by === name) return ["withdraw"];
  return [
    ...(mayDecide(approval.kind) && approval.first?.by !== name ? /** @type {Decision[]} */ (["approve"]) : []),
    ...(mayDecide(approval.kind) ? /** @type {Decision[]} */ (["decline"]) : []),
    ...(approval.token_owner === name ? /** @type {Decision[]} */ (["withdraw"]) : []),
  ];
}

/**
 * @param {Approval} approval
 * @param {Decision} decision
 * @param {boolean} allowed false: it is not any more what was asked for
 * @param {() => void} done called after the decision, and if it was refused because something has changed
 */
export function decisionButton(approval, decision, allowed, done) {
  const { title } = DECISIONS[decision];
  return h(
    "button",
    {
      type: "button",
      class: `btn btn-sm btn-${decision === "approve" ? "primary" : "outline-secondary"}`,
      disabled: decision === "approve" && !allowed,
      data: { decision },
      onclick: () => openDecision(approval, decision, done),
    },
    title,
  );
}

/**
 * @param {Approval} approval
 * @param {Decision} decision
 * @param {() => void} done
 */
function openDecision(approval, decision, done) {
  const { title, text } = DECISIONS[decision];
  const reason = h("input", {
    class: "form-control",
    id: "decision-reason",
    required: decision !== "withdraw",
    maxlength: 2000,
    autofocus: true,
    autocomplete: "off",
  });
  const error = errorLine();
  const button = h("button", { type: "submit", form: "decision-form", class: "btn btn-primary" }, title);
  const handle = openDialog({
    title: `${title}: ${approval.host}`,
    body: h(
      "form",
      { id: "decision-form", onsubmit: send },
      h("p", { class: "sheet-text" }, text),
      h("label", { class: "field", for: "decision-reason" }, "Reason", reason),
      error.element,
    ),
    footer: ({ close }) => [h("button", { type: "button", class: "btn btn-outline-secondary", onclick: close }, "Back"), button],
  });

  /** @param {SubmitEvent} event */
  async function send(event) {
    event.preventDefault();
    button.disabled = true;
    try {
      /** @type {Approval} */
      const now = await post(`/api/approvals/${approval.id}/${decision}`, { reason: reason.value.trim() || undefined });
      handle.close();
      if (now.operation) notifySuccess(`Approved: the operation on ${now.host} has begun.`);
      else notifyInfo(`${approval.host}: done. It is in the security log.`);
      done();
    } catch (problem) {
      if (hasStatus(problem, 409)) done();
      button.disabled = hasStatus(problem, 409);
      error.show(problem);
    }
  }
}
