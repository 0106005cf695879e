// @ts-check
// The filters of the history. They are part of the address.
import { firstChildOf, h, setAttribute } from "../core/dom.js";
import { withQuery } from "../core/api.js";
import { setQuery } from "../core/router.js";
import { sentenceCase } from "../core/format.js";
import { jsonButton } from "../shell/json-button.js";
import { FILTERS, filtersOf, filterStates } from "./filter-query.js";
import { workflows, workflowTitle } from "./workflows.js";

/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

const DEBOUNCE_MS = 250;

export function filterBar() {
  /** @type {Record<typeof FILTERS[number], Field>} */
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
    { type: "button", class: "btn-quiet", onclick: () => setQuery(Object.fromEntries(FILTERS.map((name) => [name, null]))) },
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
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Record<string, Field>} */
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

  /** @param {URLSearchParams} query */
  function showQuery(query) {
    shown = query;
    for (const [name, field] of Object.entries(fields))
      if (field !== document.activeElement || field.tagName === "SELECT") showValue(field, query.get(name) ?? "");
    clear.hidden = !FILTERS.some((name) => query.get(name));
    setAttribute(csv, "href", withQuery("/api/operations.csv", filtersOf(query)));
  }

  function renderOptions() {
    setOptions(state, filterStates(workflows.value.values()), sentenceCase);
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

/** @param {string} title */
const choice = (title) =>
  h(
    "select",
    { class: "form-select form-select-sm", "aria-label": title },
    h("option", { value: "" }, `Any ${title.toLowerCase()}`),
  );

/**
 * A value that is no option, such as a misspelt state, becomes one: a filter that counts is never hidden.
 *
 * @param {Field} field
 * @param {string} value
 */
function showValue(field, value) {
  field.value = value;
  if (field.value !== value && field.tagName === "SELECT") {
    field.append(h("option", { value }, `${value} (unknown)`));
    field.value = value;
  }
}

/**
 * Keeps the first option, "any".
 *
 * @param {Field} select
 * @param {string[]} values
 * @param {(value: string) => string} title
 */
const setOptions = (select, values, title) =>
  select.replaceChildren(firstChildOf(select), ...values.map((value) => h("option", { value }, title(value))));
/** @param {string} title */
const text = (title) =>
  h("input", {
    class: "form-control form-control-sm",
    type: "text",
    placeholder: title,
    "aria-label": title,
    spellcheck: "false",
  });
