// @ts-check
// /windows: the maintenance windows, when each is open next, and the dialogs in which an admin sets them.
import { get } from "../core/api.js";
import { now } from "../core/clock.js";
import { dataTable } from "../core/data-table.js";
import { h } from "../core/dom.js";
import { count } from "../core/format.js";
import { route } from "../core/router.js";
import { timeElement } from "../core/time-element.js";
import { localZone } from "../core/zone.js";
import { failureNote } from "../shell/failure.js";
import { isAdmin } from "../shell/session.js";
import { openDeleteWindow, openWindowDialog } from "../windows/window-dialog.js";
import { daysText, hoursText, isOpen, openingHere, openingText } from "../windows/window-text.js";

/** @import { Window } from "#api" */

/** A window opens and closes without a word of the gateway. */
const AGAIN_MS = 60_000;
const HEAD = ["Window", "Hours", "Opens next", "Open reservations", "Set", { text: "", label: "Change" }];

route(/^\/windows\/?$/, "Maintenance windows", open);

/** @param {HTMLElement} root */
function open(root) {
  const content = h("div", {});
  const state = h("div", { class: "page-state" }, h("p", { class: "state-loading", role: "status" }, "Loading …"));
  let shown = false;
  root.append(
    h(
      "div",
      { class: "page" },
      h("h1", { class: "page-title" }, "Maintenance windows"),
      h(
        "p",
        { class: "page-note" },
        "Hours in which operations may begin by themselves. What is reserved in a window is in the ",
        h("a", { href: "/reservations?view=month" }, "calendar of reservations"),
        isAdmin() ? "." : ". Admins set the windows.",
      ),
      content,
      state,
      isAdmin()
        ? h(
            "div",
            { class: "page-more" },
            h(
              "button",
              { type: "button", class: "btn btn-sm btn-primary", onclick: () => openWindowDialog(load) },
              "Add a window",
            ),
          )
        : null,
    ),
  );

  async function load() {
    try {
      /** @type {Window[]} */
      const windows = await get("/api/windows");
      shown = true;
      content.replaceChildren(
        ...(windows.length > 0 ? [dataTable("Maintenance windows", HEAD, windows.map(row), "windows")] : []),
      );
      state.replaceChildren(
        ...(windows.length > 0
          ? []
          : [h("p", { class: "state-note" }, "There is no window yet. Operations can be reserved for a time.")]),
      );
    } catch (problem) {
      // What was read before stays, with the word that it is no longer fresh.
      state.replaceChildren(failureNote(shown ? "These windows are of an earlier look." : null, problem, load));
    }
  }

  /** @param {Window} window */
  function row(window) {
    const { name, weekdays, zone, next, open_reservations: reserved, set_by: by, set_at: at } = window;
    return h(
      "tr",
      { data: { window: name } },
      h("th", { scope: "row" }, name),
      h(
        "td",
        {},
        h("div", {}, daysText(weekdays)),
        h("div", { class: "nowrap" }, hoursText(window)),
        h("div", { class: "dim" }, zone),
      ),
      h("td", {}, opening(next, zone)),
      h("td", {}, reserved > 0 ? h("a", { href: "/reservations" }, count(reserved, "reservation")) : "none"),
      h("td", {}, timeElement(at), ` by ${by}`),
      h(
        "td",
        { class: "nowrap row-buttons" },
        ...(isAdmin()
          ? [
              button("Edit", name, () => openWindowDialog(load, window)),
              button("Delete", name, () => openDeleteWindow(window, load)),
            ]
          : []),
      ),
    );
  }

  const again = setInterval(() => !document.hidden && load(), AGAIN_MS);
  load();
  return { close: () => clearInterval(again) };
}

/**
 * @param {Window["next"]} next
 * @param {string} zone
 */
function opening(next, zone) {
  if (!next) return h("span", { class: "dim" }, "not in the next two weeks");
  const here = openingHere(next, zone, localZone());
  return h(
    "div",
    { class: "window-opening" },
    isOpen(next, now()) ? h("span", { class: "state", data: { tone: "good" } }, "open now") : null,
    h("span", {}, openingText(next, zone)),
    here ? h("span", { class: "dim" }, here) : null,
  );
}

/**
 * @param {string} label
 * @param {string} name
 * @param {() => void} onclick
 */
const button = (label, name, onclick) =>
  h(
    "button",
    { type: "button", class: "btn btn-sm btn-outline-secondary", "aria-label": `${label} the window ${name}`, onclick },
    label,
  );
