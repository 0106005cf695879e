// The filters of the history. They are part of the address.
import { h, setAttribute } from "../core/dom.js";
import { withQuery } from "../core/api.js";
import { setQuery } from "../core/router.js";
import { sentenceCase } from "../core/format.js";
import { jsonButton } from "../shell/json-button.js";
import { workflows, workflowTitle } from "./workflows.js";

const NAMES = ["state", "kind", "host", "user", "from", "to", "batch_id", "open", "q"];
const DEBOUNCE_MS = 250;

/** The filters as parameters of the API. Days are days in the user's time zone. */
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
    state: choice("State"),
    kind: choice("Kind"),
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
    from: h("input", { class: "form-control form-control-sm", type: "date" }),
    to: h("input", { class: "form-control form-control-sm", type: "date" }),
  };
  let shown = new URLSearchParams();
  const clear = h(
    "button",
    { type: "button", class: "btn-quiet", onclick: () => setQuery(Object.fromEntries(NAMES.map((name) => [name, null]))) },
    "Clear",
  );
  const csv = h("a", { class: "btn-quiet", download: "operations.csv" }, "CSV");
  const json = jsonButton("/api/operations", () => filtersOf(shown), "operations.json");
  const { q, state, kind, open, host, user, batch_id, from, to } = fields;
  const element = h(
    "form",
    { class: "filters", role: "search", "aria-label": "Filter the history", onsubmit: (event) => event.preventDefault() },
    ...[q, state, kind, open],
    h("span", { class: "filters-end" }, csv, json),
    h("span", { class: "filters-break" }),
    ...[host, user, batch_id],
    h("label", { class: "filter-day" }, "From", from),
    h("label", { class: "filter-day" }, "To", to),
    clear,
  );
  let timer = 0;
  let edited = {};
  for (const [name, field] of Object.entries(fields)) {
    field.addEventListener("input", () => {
      edited[name] = field;
      clearTimeout(timer);
      timer = setTimeout(apply, field.type === "search" || field.type === "text" ? DEBOUNCE_MS : 0);
    });
  }

  /** Applies all edited fields, because two may be edited within one debounce. */
  function apply() {
    const changes = Object.entries(edited).map(([name, field]) => [name, field.value.trim()]);
    edited = {};
    setQuery(Object.fromEntries(changes));
  }

  function showQuery(query) {
    shown = query;
    for (const [name, field] of Object.entries(fields))
      if (field !== document.activeElement || field.tagName === "SELECT") field.value = query.get(name) ?? "";
    clear.hidden = !NAMES.some((name) => query.get(name));
    setAttribute(csv, "href", withQuery("/api/operations.csv", filtersOf(query)));
  }

  function renderOptions() {
    setOptions(state, filterStates(), sentenceCase);
    setOptions(kind, [...workflows.value.keys()], workflowTitle);
    showQuery(shown);
  }

  renderOptions();
  const unsubscribe = workflows.subscribe(renderOptions);
  return {
    element,
    showQuery,
    close: () => {
      clearTimeout(timer);
      unsubscribe();
    },
  };
}

/** The states that are useful as a filter: those that wait for an operator, then final ones. */
function filterStates() {
  const states = [...workflows.value.values()].flatMap((workflow) => [...workflow.states.values()]);
  const named = (kind) => states.filter((state) => state.kind === kind).map((state) => state.name);
  return [...new Set([...named("WAITING"), ...named("END")])];
}

const choice = (title) =>
  h(
    "select",
    { class: "form-select form-select-sm", "aria-label": title },
    h("option", { value: "" }, `Any ${title.toLowerCase()}`),
  );

/** Keeps the first option, "any". */
const setOptions = (select, values, title) =>
  select.replaceChildren(select.firstElementChild, ...values.map((value) => h("option", { value }, title(value))));
const text = (title) =>
  h("input", {
    class: "form-control form-control-sm",
    type: "text",
    placeholder: title,
    "aria-label": title,
    spellcheck: "false",
  });
