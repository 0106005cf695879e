// @ts-check
// /reservations?view=list|week|month&day=&host=&all= : what is to begin, as a list and as a calendar.
import { get, isAborted, withQuery } from "../core/api.js";
import { dataTable } from "../core/data-table.js";
import { h, setAttribute, setText } from "../core/dom.js";
import { formatDateTime, sentenceCase } from "../core/format.js";
import { now } from "../core/clock.js";
import { route, setQuery } from "../core/router.js";
import { calendarGrid } from "../reservations/calendar-grid.js";
import { dayKey, dayOf, daysOf, plusDays, turned } from "../reservations/calendar.js";
import { decisionButtons } from "../reservations/reservation-dialogs.js";
import { reservationChanges } from "../reservations/reservation-store.js";
import { legs, legText, reservationLabel, reservationTone } from "../reservations/reservation-text.js";
import { zoneName } from "../reservations/when-fields.js";
import { failureNote } from "../shell/failure.js";

/** @import { Reservation, ReservationPage } from "#api" */
/** @import { Where } from "../core/router.js" */

const PAGE_SIZE = 500;
const HEAD = ["Begins", "Host", "What", "Requested by", "State", ""];
const VIEWS = ["list", "week", "month"];

route(/^\/reservations\/?$/, "Reservations", open, { view: ["list", "week", "month"], day: null, host: null, all: null });

/**
 * @param {HTMLElement} root
 * @param {Where} first
 */
function open(root, first) {
  let query = first.query;
  /** @type {AbortController | null} */
  let request = null;
  const views = VIEWS.map((view) =>
    h(
      "button",
      { type: "button", class: "btn btn-sm btn-outline-secondary", data: { view }, onclick: () => setQuery({ view }) },
      sentenceCase(view),
    ),
  );
  /** @param {1 | -1} direction */
  const turn = (direction) => {
    const { view, day } = shown();
    if (view !== "list") setQuery({ day: dayKey(turned(view, day, direction)) });
  };
  const turns = h(
    "span",
    { class: "calendar-turns" },
    h(
      "button",
      { type: "button", class: "btn btn-sm btn-outline-secondary", "aria-label": "Earlier", onclick: () => turn(-1) },
      "‹",
    ),
    h("button", { type: "button", class: "btn btn-sm btn-outline-secondary", onclick: () => setQuery({ day: null }) }, "Today"),
    h(
      "button",
      { type: "button", class: "btn btn-sm btn-outline-secondary", "aria-label": "Later", onclick: () => turn(1) },
      "›",
    ),
  );
  const title = h("h2", { class: "calendar-title" });
  /** @type {HTMLInputElement} */
  const host = h("input", {
    type: "search",
    class: "form-control form-control-sm filter-text",
    placeholder: "Host",
    "aria-label": "Host",
    onchange: () => setQuery({ host: host.value.trim() || null }),
  });
  /** @type {HTMLInputElement} */
  const all = h("input", {
    type: "checkbox",
    class: "form-check-input",
    onchange: () => setQuery({ all: all.checked ? "1" : null }),
  });
  const content = h("div", {});
  const note = h("div", { class: "page-state" });
  root.append(
    h(
      "div",
      { class: "page" },
      h("h1", { class: "page-title" }, "Reservations"),
      h(
        "p",
        { class: "page-note" },
        `What begins at a time. None holds its host before it is due. Times are those of ${zoneName()}. `,
        h("a", { href: "/windows" }, "Maintenance windows"),
      ),
      h(
        "form",
        {
          class: "filters",
          role: "search",
          "aria-label": "Filter the reservations",
          onsubmit: (submit) => submit.preventDefault(),
        },
        h("span", { class: "btn-group", role: "group", "aria-label": "View" }, ...views),
        host,
        h("label", { class: "tick" }, all, "Ended ones too"),
        turns,
        title,
      ),
      content,
      note,
    ),
  );

  /** @returns {{ view: "list" | "week" | "month", day: Date }} */
  const shown = () => {
    const view = query.get("view");
    return { view: view === "week" || view === "month" ? view : "list", day: dayOf(query.get("day"), new Date(now())) };
  };

  async function load() {
    request?.abort();
    request = new AbortController();
    const { view, day } = shown();
    const days = view === "list" ? [] : daysOf(view, day);
    const states = query.get("all") ? "" : "&state=PLANNED&state=ASKING";
    try {
      /** @type {ReservationPage} */
      const page = await get(
        `${withQuery("/api/reservations", {
          host: query.get("host"),
          from: days.length > 0 ? days[0].toISOString() : null,
          to: days.length > 0 ? plusDays(days[days.length - 1], 1).toISOString() : null,
          limit: PAGE_SIZE,
        })}${states}`,
        { signal: request.signal },
      );
      const empty = page.items.length === 0 && view === "list";
      content.replaceChildren(
        ...(empty ? [] : [view === "list" ? table(page.items) : calendarGrid(view, day, days, page.items)]),
      );
      note.replaceChildren(
        ...(empty ? [h("p", { class: "state-note" }, "Nothing is reserved, or matches.")] : []),
        ...(page.next_cursor ? [h("p", { class: "state-note" }, `Only the first ${PAGE_SIZE} are shown: name a host.`)] : []),
      );
    } catch (problem) {
      if (!isAborted(problem)) note.replaceChildren(failureNote(null, problem, () => load()));
    }
  }

  /** @param {Where} where */
  function update(where) {
    query = where.query;
    const { view, day } = shown();
    for (const button of views) setAttribute(button, "aria-pressed", button.dataset.view === view ? "true" : "false");
    turns.hidden = view === "list";
    host.value = query.get("host") ?? "";
    all.checked = query.get("all") !== null;
    title.hidden = view === "list";
    setText(title, day.toLocaleDateString("en", { month: "long", year: "numeric" }));
    load();
  }

  const stop = reservationChanges.subscribe(load);
  note.replaceChildren(h("p", { class: "state-loading", role: "status" }, "Loading …"));
  update(first);
  return {
    update,
    close: () => {
      stop();
      request?.abort();
    },
  };
}

/** @param {Reservation[]} all */
const table = (all) => dataTable("Reservations", HEAD, all.map(row));

/** @param {Reservation} reservation */
function row(reservation) {
  const { host, window, approval, requested_by: by, reason } = reservation;
  return h(
    "tr",
    { data: { reservation: reservation.id } },
    h(
      "td",
      {},
      ...legs(reservation).map((leg, index) =>
        h("div", { class: "nowrap" }, `${index > 0 ? "back " : ""}${formatDateTime(leg.begins_at)}`),
      ),
      h("div", { class: "dim nowrap" }, window ? `window ${window}, ` : "", `before ${formatDateTime(reservation.latest_at)}`),
    ),
    h("td", { class: "nowrap" }, h("a", { href: `/operations?host=${encodeURIComponent(host)}` }, host)),
    h(
      "td",
      {},
      ...legs(reservation).map((leg) => h("div", { class: "nowrap" }, legText(leg))),
      reason ? h("div", { class: "dim" }, reason) : null,
    ),
    h("td", {}, by),
    h(
      "td",
      { class: "entry-detail" },
      ...legs(reservation).map((leg) =>
        h(
          "div",
          {},
          h("span", { class: "state", data: { tone: reservationTone(leg.state) } }, reservationLabel(leg.state)),
          leg.operation ? [" ", h("a", { href: `/operations/${leg.operation}` }, "its operation")] : null,
          leg.end?.by ? ` by ${leg.end.by}` : null,
          leg.cause ? h("p", { class: "facts-note" }, leg.cause) : null,
        ),
      ),
      approval ? h("a", { href: `/approvals/${approval}` }, "its second person") : null,
    ),
    h("td", { class: "nowrap row-buttons" }, ...decisionButtons(reservation)),
  );
}
