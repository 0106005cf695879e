// @ts-check
// A week or a month as a grid: arrow keys go from day to day, Tab into what is on a day.
import { closestTo, h } from "../core/dom.js";
import { openDialog } from "../core/dialog.js";
import { formatDateTime } from "../core/format.js";
import { now } from "../core/clock.js";
import { dayKey, entriesOf } from "./calendar.js";
import { decisionButtons } from "./reservation-dialogs.js";
import { goalText, legText, reservationLabel, reservationTone } from "./reservation-text.js";

/** @import { Reservation } from "#api" */
/** @import { Entry } from "./calendar.js" */

const WEEK = 7;
/** @type {Record<string, number>} */
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -WEEK, ArrowDown: WEEK };
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat("en", { weekday: "short" });
const whole = new Intl.DateTimeFormat("en", { weekday: "long", day: "numeric", month: "long" });

/**
 * @param {"week" | "month"} view
 * @param {Date} anchor
 * @param {Date[]} days from a Monday on
 * @param {Reservation[]} all
 */
export function calendarGrid(view, anchor, days, all) {
  const weeks = Array.from({ length: days.length / WEEK }, (_, week) => days.slice(week * WEEK, (week + 1) * WEEK));
  const today = dayKey(new Date(now()));
  const start = days.some((day) => dayKey(day) === today) ? today : dayKey(days[0]);
  const grid = h(
    "div",
    { class: "calendar", role: "grid", "aria-label": `Reservations of the ${view}`, data: { view } },
    h(
      "div",
      { class: "calendar-row", role: "row" },
      ...weeks[0].map((day) => h("div", { class: "calendar-head", role: "columnheader" }, weekday.format(day))),
    ),
    ...weeks.map((week) =>
      h(
        "div",
        { class: "calendar-row", role: "row" },
        ...week.map((day) => cell(day, entriesOf(all, day), { today, start, month: anchor.getMonth(), view })),
      ),
    ),
  );
  grid.addEventListener("keydown", (event) => {
    const from = closestTo(event, ".calendar-day");
    const step = STEPS[event.key];
    if (!from || !step) return;
    const cells = /** @type {HTMLElement[]} */ ([...grid.querySelectorAll(".calendar-day")]);
    const to = cells[cells.indexOf(from) + step];
    if (!to) return;
    event.preventDefault();
    from.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  });
  return grid;
}

/**
 * @param {Date} day
 * @param {Entry[]} entries
 * @param {{ today: string, start: string, month: number, view: string }} shown
 */
function cell(day, entries, { today, start, month, view }) {
  const key = dayKey(day);
  return h(
    "div",
    {
      class: "calendar-day",
      role: "gridcell",
      tabindex: key === start ? "0" : "-1",
      "aria-label": `${whole.format(day)}, ${entries.length === 0 ? "nothing" : entries.length}`,
      "aria-current": key === today ? "date" : null,
      data: { day: key, outside: view === "month" && day.getMonth() !== month ? "" : null },
    },
    h("span", { class: "calendar-number" }, String(day.getDate())),
    ...entries.map(mark),
  );
}

/** @param {Entry} entry */
function mark({ reservation, leg, back, at }) {
  return h(
    "button",
    {
      type: "button",
      class: "calendar-entry",
      data: { tone: reservationTone(leg.state), reservation: reservation.id },
      title: `${clock.format(at)} ${reservation.host}, ${legText(leg)}, ${reservationLabel(leg.state)}`,
      onclick: () => openReservation(reservation),
    },
    h("span", { class: "calendar-time" }, clock.format(at)),
    " ",
    h("span", {}, `${reservation.host} ${back ? "back " : ""}${goalText(leg)}`),
  );
}

/** @param {Reservation} reservation */
export function openReservation(reservation) {
  const { reason, requested_by: by, return: back } = reservation;
  const handle = openDialog({
    title: reservation.host,
    body: h(
      "dl",
      { class: "facts" },
      .../** @type {Array<[string, import("../core/dom.js").Child]>} */ ([
        ["What", legText(reservation)],
        ["Begins", `${formatDateTime(reservation.begins_at)}, before ${formatDateTime(reservation.latest_at)}`],
        ["Back", back && `${formatDateTime(back.begins_at)} (${reservationLabel(back.state)})`],
        ["Window", reservation.window],
        ["State", reservationLabel(reservation.state)],
        ["In its way", reservation.cause ?? back?.cause],
        ["Requested by", by],
        ["Reason", reason],
      ])
        .filter(([, value]) => value)
        .map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
    ),
    footer: () => decisionButtons(reservation),
  });
  handle.dialog.addEventListener("click", (event) => closestTo(event, ".sheet-foot .btn") && handle.close());
}
