// @ts-check
// The dialogs in which an admin sets a maintenance window, or deletes it.
import { hasStatus, put, remove } from "../core/api.js";
import { openDialog } from "../core/dialog.js";
import { h } from "../core/dom.js";
import { count } from "../core/format.js";
import { localZone } from "../core/zone.js";
import { openConfirmDialog } from "../shell/confirm-dialog.js";
import { fieldErrors } from "../shell/field-errors.js";
import { notifyInfo } from "../shell/notices.js";
import { textField } from "../shell/text-fields.js";
import { WEEKDAYS } from "./window-text.js";

/** @import { Window } from "#api" */

const CONFLICT = 409;

/** @param {string} name */
const address = (name) => `/api/windows/${encodeURIComponent(name)}`;

/**
 * @param {() => void} done called after it was set
 * @param {Window} [window] none for a new one
 */
export function openWindowDialog(done, window) {
  const name = textField("window-name", "night-oslo", window?.name);
  name.disabled = Boolean(window);
  const begins = timeField("window-begins", window?.begins ?? "02:00");
  const ends = timeField("window-ends", window?.ends ?? "05:00");
  const zone = textField("window-zone", "Europe/Oslo", window?.zone ?? localZone());
  zone.setAttribute("list", "window-zones");
  const boxes = WEEKDAYS.map(([day, text]) => ({
    day,
    text,
    box: h("input", { type: "checkbox", class: "form-check-input", checked: window?.weekdays.includes(day) ?? false }),
  }));
  const days = h(
    "fieldset",
    { class: "window-days", tabindex: "-1" },
    h("legend", {}, "Begins on"),
    ...boxes.map(({ box, text }) => h("label", { class: "tick" }, box, text)),
  );
  const errors = fieldErrors({ name, weekdays: days, begins, ends, zone });
  const submit = h("button", { type: "submit", form: "window-form", class: "btn btn-primary" }, "Set");

  const handle = openDialog({
    title: window ? `Window ${window.name}` : "Add a maintenance window",
    body: h(
      "form",
      {
        id: "window-form",
        novalidate: true,
        onsubmit: async (/** @type {SubmitEvent} */ event) => {
          event.preventDefault();
          submit.disabled = true;
          try {
            await put(address(name.value.trim() || "-"), {
              weekdays: boxes.filter(({ box }) => box.checked).map(({ day }) => day),
              begins: begins.value,
              ends: ends.value,
              zone: zone.value.trim(),
            });
            handle.close();
            notifyInfo(`The window ${name.value.trim()} is set.`);
            done();
          } catch (problem) {
            errors.show(problem);
          }
          submit.disabled = false;
        },
      },
      field("Name", name, errors.note("name")),
      days,
      errors.note("weekdays"),
      h(
        "div",
        { class: "window-hours" },
        field("Opens at", begins, errors.note("begins")),
        field("Closes at", ends, errors.note("ends")),
      ),
      h(
        "p",
        { class: "page-note" },
        "If it closes no later than it opens, it closes on the next day. An hour that the clocks skip is not part of it.",
      ),
      field("Time zone of these hours", zone, errors.note("zone")),
      h("datalist", { id: "window-zones" }, ...zones().map((each) => h("option", { value: each }))),
      window && window.open_reservations > 0
        ? h(
            "p",
            { class: "page-note" },
            `${count(window.open_reservations, "open reservation begins", "open reservations begin")} in it, with the times that they have already.`,
          )
        : null,
      errors.element,
    ),
    footer: ({ close }) => [h("button", { type: "button", class: "btn btn-outline-secondary", onclick: close }, "Back"), submit],
  });
}

/**
 * @param {Window} window
 * @param {() => void} done called after it was deleted
 */
export function openDeleteWindow(window, done) {
  const keep = h("input", { type: "checkbox", class: "form-check-input" });
  const keepBox = h(
    "label",
    { class: "tick", hidden: window.open_reservations === 0 },
    keep,
    "Open reservations that begin in it keep their times",
  );
  openConfirmDialog({
    title: `Delete the window ${window.name}`,
    text: "Nothing new can be reserved in it. A policy that proposes in it has to get other hours first.",
    label: "Delete",
    tone: "btn-danger",
    choice: keepBox,
    act: async () => {
      await remove(`${address(window.name)}${keep.checked ? "?reservations=keep" : ""}`);
      notifyInfo(`The window ${window.name} is deleted.`);
    },
    failed: (problem) => void (keepBox.hidden &&= !hasStatus(problem, CONFLICT)),
    after: done,
  });
}

/**
 * @param {string} title
 * @param {HTMLElement} input
 * @param {HTMLElement} note
 */
const field = (title, input, note) => h("div", {}, h("label", { class: "field", for: input.id }, title, input), note);

/**
 * @param {string} id
 * @param {string} value
 */
function timeField(id, value) {
  const input = h("input", { type: "time", class: "form-control", id });
  input.value = value;
  return input;
}

/** All that the browser knows; an older one leaves the choice to who types. */
const zones = () => ("supportedValuesOf" in Intl ? ["UTC", ...Intl.supportedValuesOf("timeZone")] : ["UTC"]);
