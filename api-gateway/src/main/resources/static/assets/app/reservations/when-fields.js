// @ts-check
// The fields that say when something begins: now, at a time or in a window, and until when.
import { get } from "../core/api.js";
import { h, setText } from "../core/dom.js";
import { formatDateTime } from "../core/format.js";

/** @import { MigrationBody, Window } from "#api" */

/** @typedef {Pick<MigrationBody, "not_before" | "not_after" | "window" | "until">} Times */

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The time zone in which times are shown and entered. */
export const zoneName = () => zone;

/**
 * A local time of a field as the API takes it; empty for none. The clocks of the browser decide which of two equal hours is meant.
 *
 * @param {string} text 2026-11-28T02:00
 */
export const asInstant = (text) => (text && !Number.isNaN(Date.parse(text)) ? new Date(text).toISOString() : undefined);

/**
 * @param {object} options
 * @param {boolean} [options.now] whether it may also begin at once
 * @param {boolean} [options.until] whether an end can be given
 * @param {boolean} [options.onlyUntil] whether nothing else can be given
 * @param {() => unknown} options.changed
 */
export function whenFields({ now = true, until = true, onlyUntil = false, changed }) {
  /** @type {Map<string, Window>} */
  const windows = new Map();
  const how = h(
    "select",
    { class: "form-select form-select-sm", id: "when", onchange: () => update() },
    ...(now ? [h("option", { value: "now" }, "now")] : []),
    h("option", { value: "at" }, "at a time"),
  );
  const at = timeField("begins at");
  const before = timeField("before (optional)");
  const window = h("select", {
    class: "form-select form-select-sm",
    "aria-label": "Maintenance window",
    onchange: () => update(),
  });
  const end = timeField("back at (optional)");
  const note = h("p", { class: "when-note", role: "status" });
  const element = h(
    "div",
    { class: "when" },
    onlyUntil ? null : h("label", { class: "when-field", for: "when" }, "Begins", how),
    at.element,
    before.element,
    window,
    until || onlyUntil ? end.element : null,
    note,
  );
  for (const input of [at.input, before.input, end.input]) input.addEventListener("input", update);

  const chosen = () => (onlyUntil ? "until" : how.value);

  function update() {
    show();
    changed();
  }

  function show() {
    const value = chosen();
    at.element.hidden = value !== "at";
    before.element.hidden = value !== "at";
    window.hidden = value !== "window";
    at.input.required = value === "at";
    end.input.required = onlyUntil;
    const next = windows.get(window.value)?.next;
    const opening =
      value === "window" && next
        ? `${window.value} is open next from ${formatDateTime(next.from)} to ${formatDateTime(next.to)}. `
        : "";
    setText(note, value === "now" && !end.input.value ? "" : `${opening}Times are those of ${zone}.`);
  }

  if (!onlyUntil)
    get("/api/windows")
      .then((/** @type {Window[]} */ found) => {
        if (found.length === 0) return;
        for (const one of found) windows.set(one.name, one);
        how.append(h("option", { value: "window" }, "in a window"));
        window.replaceChildren(...found.map(({ name, zone: there }) => h("option", { value: name }, `${name} (${there})`)));
        update();
      })
      .catch(() => null);
  show();
  return {
    element,
    /** What to send; null if it begins now and is not taken back. */
    times() {
      /** @type {Times} */
      const times = {};
      if (chosen() === "at") {
        times.not_before = asInstant(at.input.value);
        times.not_after = asInstant(before.input.value);
      }
      if (chosen() === "window") times.window = window.value;
      if (until || onlyUntil) times.until = asInstant(end.input.value);
      return Object.values(times).some(Boolean) ? times : null;
    },
  };
}

/** @param {string} title */
function timeField(title) {
  const input = h("input", { type: "datetime-local", class: "form-control form-control-sm" });
  return { input, element: h("label", { class: "when-field" }, title, input) };
}
