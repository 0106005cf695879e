// What an operator may do about an open operation, each with a reason that goes into the history.
import { h } from "../core/dom.js";
import { openDialog } from "../core/dialog.js";
import { post } from "../core/api.js";
import { complainOf, inform } from "../shell/notices.js";
import { mayAct } from "../shell/session.js";

const ACTIONS = {
  RETRY: ["Retry", "The step is tried again at once.", "primary"],
  ROLL_BACK: ["Roll back", "What was done is undone; the host goes back where it came from.", "outline-secondary"],
  SKIP: [
    "Skip this step",
    "The step counts as done although it was not seen done. Later steps still check the result.",
    "outline-secondary",
  ],
  ADOPT: ["Adopt", "The cloud is taken as it is: the operation ends and notes where the host was left.", "outline-secondary"],
  CANCEL: ["Cancel", "Before anything was changed it just ends; afterwards it goes the way back.", "outline-danger"],
};

/** @param done given the operation as the gateway answers it */
export function actionButtons(operation, done) {
  if (!mayAct() || !operation.open || operation.pending_action) return [];
  return (operation.actions ?? [])
    .filter((name) => ACTIONS[name])
    .map((name) => {
      const [title, , style] = ACTIONS[name];
      return h(
        "button",
        { type: "button", class: `btn btn-sm btn-${style}`, data: { action: name }, onclick: () => ask(operation, name, done) },
        title,
      );
    });
}

function ask(operation, name, done) {
  const [title, meaning, style] = ACTIONS[name];
  const reason = h("input", {
    class: "form-control",
    id: "action-reason",
    required: true,
    maxlength: 2000,
    autofocus: true,
    autocomplete: "off",
  });
  // Decided on this and nothing else: where it has moved on meanwhile, the gateway says so.
  const seen = { state: operation.state, entered_at: operation.entered_at };
  const trouble = h("p", { class: "review-trouble", role: "alert", hidden: true });
  const button = h("button", { type: "submit", form: "action-form", class: `btn btn-${style.replace("outline-", "")}` }, title);
  const handle = openDialog({
    title: `${title}: ${operation.host}`,
    body: h(
      "form",
      { id: "action-form", onsubmit: send },
      h("p", { class: "sheet-text" }, meaning),
      h("label", { class: "field", for: "action-reason" }, "Reason", reason),
      trouble,
    ),
    footer: ({ close }) => [
      h("button", { type: "button", class: "btn btn-outline-secondary", onclick: close }, "Leave it"),
      button,
    ],
  });

  async function send(event) {
    event.preventDefault();
    button.disabled = true;
    try {
      const answer = await post(`/api/operations/${operation.id}/${name.toLowerCase().replace("_", "-")}`, {
        reason: reason.value.trim(),
        ...seen,
      });
      handle.close();
      inform(`${title} asked for ${operation.host}.`);
      done?.(answer);
    } catch (problem) {
      // It has moved on since it was looked at: what is behind the dialog now may call for something else.
      const movedOn = problem.status === 409;
      if (movedOn) done?.();
      button.disabled = movedOn;
      trouble.hidden = false;
      trouble.textContent = problem.message;
      complainOf(problem, `${title} was not asked`);
    }
  }
}
