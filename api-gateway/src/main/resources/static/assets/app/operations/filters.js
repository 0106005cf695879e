// The filters of the history, kept in the address so that a view can be sent to a colleague.
import { h, mark } from "../core/dom.js";
import { address } from "../core/api.js";
import { setQuery } from "../core/router.js";
import { sentence } from "../core/format.js";

const STATES = ["NEEDS_OPERATOR", "KEPT", "SUCCEEDED", "ROLLED_BACK", "REJECTED", "FAILED", "CANCELLED", "ADOPTED"];
const KINDS = ["migration", "launch", "attach-network"];
const NAMES = ["state", "kind", "host", "user", "from", "to", "batch_id", "open", "q"];
const PAUSE_MS = 250;

/** The filters in force, ready for the API. Days are whole days of the person who looks. */
export function filtersOf(query) {
  const filters = Object.fromEntries(NAMES.map((name) => [name, query.get(name) ?? undefined]));
  if (filters.from) filters.from = startOf(filters.from, 0);
  if (filters.to) filters.to = startOf(filters.to, 1);
  return filters;
}

const startOf = (day, later) => {
  const [year, month, date] = day.split("-").map(Number);
  const start = new Date(year, month - 1, date + later);
  return Number.isNaN(start.getTime()) ? undefined : start.toISOString();
};

export function filterBar() {
  const fields = {
    q: h("input", {
      class: "form-control form-control-sm filter-text",
      type: "search",
      placeholder: "Text in reason, cause, host, user or id",
      "aria-label": "Text",
      spellcheck: "false",
    }),
    state: choice("State", STATES),
    kind: choice("Kind", KINDS),
    open: h(
      "select",
      { class: "form-select form-select-sm", "aria-label": "Open or ended" },
      h("option", { value: "" }, "Open and ended"),
      h("option", { value: "true" }, "Open"),
      h("option", { value: "false" }, "Ended"),
    ),
    host: text("Host"),
    user: text("User"),
    batch_id: text("Batch"),
    from: h("input", { class: "form-control form-control-sm", type: "date", "aria-label": "From day", title: "From day" }),
    to: h("input", { class: "form-control form-control-sm", type: "date", "aria-label": "To day", title: "To day" }),
  };
  const clear = h(
    "button",
    { type: "button", class: "btn-quiet", onclick: () => setQuery(Object.fromEntries(NAMES.map((name) => [name, null]))) },
    "Clear",
  );
  const csv = h("a", { class: "btn-quiet", download: "operations.csv" }, "CSV");
  const json = h("a", { class: "btn-quiet", download: "operations.json" }, "JSON");
  const element = h(
    "form",
    { class: "filters", role: "search", "aria-label": "Filter the history", onsubmit: (event) => event.preventDefault() },
    ...Object.values(fields),
    clear,
    h("span", { class: "filters-end" }, csv, json),
  );
  let timer = 0;
  for (const [name, field] of Object.entries(fields)) {
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(
        () => setQuery({ [name]: field.value.trim() }),
        field.type === "search" || field.type === "text" ? PAUSE_MS : 0,
      );
    });
  }
  return {
    element,
    show(query) {
      for (const [name, field] of Object.entries(fields))
        if (field !== document.activeElement || field.tagName === "SELECT") field.value = query.get(name) ?? "";
      clear.hidden = !NAMES.some((name) => query.get(name));
      mark(csv, "href", address("/api/operations.csv", filtersOf(query)));
      mark(json, "href", address("/api/operations", { ...filtersOf(query), limit: 500 }));
    },
  };
}

const choice = (title, values) =>
  h(
    "select",
    { class: "form-select form-select-sm", "aria-label": title },
    h("option", { value: "" }, `Any ${title.toLowerCase()}`),
    ...values.map((value) => h("option", { value }, sentence(value))),
  );
const text = (title) =>
  h("input", {
    class: "form-control form-control-sm",
    type: "text",
    placeholder: title,
    "aria-label": title,
    spellcheck: "false",
  });
