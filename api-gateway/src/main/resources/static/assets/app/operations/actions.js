// What an operator may do about an open operation, each with a reason that goes into the history.
import { h } from "../core/dom.js";
import { openDialog } from "../core/dialog.js";
import { post } from "../core/api.js";
import { exact, moment } from "../core/format.js";
import { complainOf, inform } from "../shell/notices.js";
import { mayAct } from "../shell/session.js";

// For an operation whose worker does not say what its actions do: one of an earlier release.
const UNSAID = "An earlier release of the worker wrote this state and does not say what this does to the host.";
const NAMES = { RETRY: "Retry", ROLL_BACK: "Roll back", SKIP: "Skip this step", ADOPT: "Adopt", CANCEL: "Cancel" };

/** What can be asked for, in the worker's words; each thing that can be done once. */
function offered(operation) {
  if (operation.action_effects?.length) return operation.action_effects;
  return (operation.actions ?? [])
    .filter((name) => NAMES[name])
    .map((name) => ({ action: name, caption: NAMES[name], effect: UNSAID, recommended: false }));
}

const style = (offer) => (offer.recommended ? "primary" : "outline-secondary");

/** Of the last reading that the words are based on; nothing where there was none. */
function reading(offer) {
  return offer.read_at
    ? h("span", { class: "action-read" }, "Last read ", h("time", { datetime: offer.read_at, title: exact(offer.read_at) }, moment(offer.read_at)), ".")
    : "";
}

/** @param done given the operation as the gateway answers it */
export function actionButtons(operation, done) {
  if (!mayAct() || !operation.open || operation.pending_action) return [];
  const offers = offered(operation);
  const recommended = offers.find((offer) => offer.recommended);
  const buttons = offers.map((offer) =>
    h(
      "button",
      {
        type: "button",
        class: `btn btn-sm btn-${style(offer)}`,
        data: { action: offer.action },
        title: offer.effect,
        onclick: () => ask(operation, offer, done),
      },
      offer.caption,
    ),
  );
  if (!recommended) return buttons;
  return [
    ...buttons,
    h(
      "p",
      { class: "action-advice" },
      h("strong", {}, `Recommended: ${recommended.caption}. `),
      recommended.reason ?? "",
      " ",
      reading(recommended),
    ),
  ];
}

function ask(operation, offer, done) {
  const { action: name, caption: title } = offer;
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
  const button = h("button", { type: "submit", form: "action-form", class: `btn btn-${offer.recommended ? "primary" : "secondary"}` }, title);
  const handle = openDialog({
    title: `${title}: ${operation.host}`,
    body: h(
      "form",
      { id: "action-form", onsubmit: send },
      h("p", { class: "sheet-text" }, offer.effect, " ", reading(offer)),
      offer.recommended ? h("p", { class: "sheet-text" }, h("strong", {}, "Recommended. "), offer.reason ?? "") : "",
      h("label", { class: "field", for: "action-reason" }, "Reason", reason),
      trouble,
    ),
    footer: ({ close }) => [
      h("button", { type: "button", class: "btn btn-outline-secondary", onclick: close }, "Back"),
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
      inform(`Asked for ${operation.host}: ${title}.`);
      done?.(answer);
    } catch (problem) {
      // It has moved on since it was looked at: what is behind the dialog now may call for something else.
      const movedOn = problem.status === 409;
      if (movedOn) done?.();
      button.disabled = movedOn;
      trouble.hidden = false;
      trouble.textContent = problem.message;
      complainOf(problem, `This was not asked for: ${title}`);
    }
  }
}
