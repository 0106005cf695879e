// @ts-check
// What a person decides about a reservation: other times, its end, and its begin after a refusal.
import { post } from "../core/api.js";
import { h } from "../core/dom.js";
import { openDialog } from "../core/dialog.js";
import { formatDateTime } from "../core/format.js";
import { errorLine } from "../shell/error-line.js";
import { canLaunch } from "../shell/session.js";
import { notifyInfo } from "../shell/notices.js";
import { openReasonDialog } from "../shell/reason-dialog.js";
import { loadReservations } from "./reservation-store.js";
import { legText, openLeg } from "./reservation-text.js";
import { whenFields } from "./when-fields.js";

/** @import { Reservation } from "#api" */

/**
 * The buttons for it; none if it has ended, or the user may not.
 *
 * @param {Reservation} reservation
 * @returns {HTMLElement[]}
 */
export function decisionButtons(reservation) {
  const leg = openLeg(reservation);
  if (!leg || !canLaunch()) return [];
  const what = `${reservation.host}, ${legText(leg)}`;
  /**
   * @param {string} title
   * @param {() => void} onclick
   */
  const button = (title, onclick) =>
    h("button", { type: "button", class: "btn btn-sm btn-outline-secondary", "aria-label": `${title}: ${what}`, onclick }, title);
  return [
    ...(leg.state === "ASKING" ? [button("Begin", () => begin(reservation, what))] : []),
    button("Move", () => openMove(reservation)),
    button("Cancel", () => cancel(reservation, what)),
  ];
}

/**
 * @param {Reservation} reservation
 * @param {string} action
 * @param {object} body
 */
async function decide(reservation, action, body) {
  await post(`/api/reservations/${reservation.id}/${action}`, body);
  await loadReservations().catch(() => null);
}

/**
 * @param {Reservation} reservation
 * @param {string} what
 */
const begin = (reservation, what) =>
  openReasonDialog({
    title: "Begin it now",
    text: `${what}. It begins in your name, and its checks are made again. Why does it begin although it was refused?`,
    button: "Begin",
    send: (reason) => decide(reservation, "begin", { reason }),
    done: `${reservation.host}: it has begun.`,
  });

/**
 * @param {Reservation} reservation
 * @param {string} what
 */
const cancel = (reservation, what) =>
  openReasonDialog({
    title: "Cancel the reservation",
    text: `${what}.${reservation.return && openLeg(reservation) === reservation ? " Its return is cancelled with it." : ""} Nothing is done to the host.`,
    button: "Cancel the reservation",
    send: (reason) => decide(reservation, "cancel", { reason }),
    done: `${reservation.host}: the reservation is cancelled.`,
  });

/** @param {Reservation} reservation */
function openMove(reservation) {
  const begun = openLeg(reservation) !== reservation;
  const error = errorLine();
  const also = h("input", { type: "checkbox", class: "form-check-input" });
  const fields = whenFields({
    now: false,
    until: Boolean(reservation.return),
    onlyUntil: begun,
    changed: () => error.clear(),
  });
  const submit = h("button", { type: "submit", form: "move-form", class: "btn btn-primary" }, "Move");
  const handle = openDialog({
    title: begun ? "Move the return" : "Move the reservation",
    body: h(
      "form",
      {
        id: "move-form",
        onsubmit: async (/** @type {SubmitEvent} */ event) => {
          event.preventDefault();
          submit.disabled = true;
          try {
            await decide(reservation, "move", { ...fields.times(), ...(also.checked ? { despite: ["collision"] } : {}) });
            handle.close();
            notifyInfo(`${reservation.host}: the reservation has other times.`);
          } catch (problem) {
            error.show(problem);
          }
          submit.disabled = false;
        },
      },
      h(
        "p",
        { class: "sheet-text" },
        `${reservation.host}, ${legText(openLeg(reservation) ?? reservation)}, now from ${formatDateTime((openLeg(reservation) ?? reservation).begins_at)} on.`,
      ),
      fields.element,
      h("label", { class: "tick" }, also, "Also if another reservation wants the host at that time"),
      error.element,
    ),
    footer: ({ close }) => [h("button", { type: "button", class: "btn btn-outline-secondary", onclick: close }, "Back"), submit],
  });
}
