// @ts-check
// The search of the history: one field, with the filters of the address as chips before it.
import { childrenOf, closestTo, h, icon, renderList, setAttribute } from "../core/dom.js";
import { combineCleanups } from "../core/signal.js";
import { nextOption } from "../shell/search-results.js";
import { gpuTypes } from "../fleet/fleet.js";
import { filterStates, wrongValues } from "./filter-query.js";
import { asText, chipsOf, KEYS, parse, suggestions, withSuggestion } from "./search-tokens.js";
import { workflows } from "./workflows.js";

/** @import { FilterName } from "./filter-query.js" */
/** @import { Chip, Suggestion } from "./search-tokens.js" */

/** What a filter may be, as far as it is known now. */
export const choices = () => ({
  states: filterStates(workflows.value.values()),
  kinds: [...workflows.value.keys()],
  pools: [...new Set((gpuTypes.value?.gpu_types ?? []).flatMap((type) => type.sold_in.map((pool) => pool.name)))].sort(),
});

/** @param {(changes: Partial<Record<FilterName, string | null>>) => void} change sets filters in the address; null removes one */
export function chipSearch(change) {
  let query = new URLSearchParams();
  /** @type {Suggestion[]} */
  let offered = [];
  let at = -1;
  /** @type {string[]} */
  let wrongInput = [];
  const chips = h("ul", { class: "chips", "aria-label": "Filters" });
  const input = h("input", {
    type: "text",
    class: "chip-input",
    id: "operations-search",
    role: "combobox",
    "aria-label": "Search operations",
    "aria-expanded": "false",
    "aria-controls": "operations-suggestions",
    "aria-autocomplete": "list",
    "aria-describedby": "operations-search-wrong",
    autocomplete: "off",
    spellcheck: "false",
  });
  const list = h("div", {
    class: "results chip-suggestions",
    role: "listbox",
    id: "operations-suggestions",
    "aria-label": "Filters to choose from",
    hidden: true,
  });
  const wrong = h("p", { class: "chip-wrong", id: "operations-search-wrong", role: "alert", hidden: true });
  const clear = h(
    "button",
    {
      type: "button",
      class: "btn-quiet",
      onclick: () => {
        input.value = "";
        change(Object.fromEntries(KEYS.map(({ name }) => [name, null])));
        input.focus();
      },
    },
    "Clear",
  );
  const field = h("div", { class: "chip-field" }, icon("search"), chips, input, clear, list);
  const element = h(
    "form",
    { class: "chip-search", role: "search", "aria-label": "Filter the history", onsubmit: (event) => event.preventDefault() },
    field,
    wrong,
  );

  field.addEventListener("pointerdown", (event) => {
    if (event.target === field || event.target === chips) {
      event.preventDefault();
      input.focus();
    }
  });
  input.addEventListener("input", () => {
    wrongInput = [];
    tell();
    offer();
  });
  input.addEventListener("focus", offer);
  input.addEventListener("click", offer);
  input.addEventListener("keydown", onKeydown);
  element.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && element.contains(relatedTarget))) hide();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = closestTo(event, "[role=option]");
    if (option) take(offered[Number(option.dataset.at)]);
  });

  /** @param {KeyboardEvent} event */
  function onKeydown(event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) offer();
      choose(nextOption(event.key, at, offered.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (at >= 0 && !list.hidden) take(offered[at]);
      else apply();
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      hide();
    } else if (event.key === "Backspace" && input.value === "") {
      event.preventDefault();
      editLast();
    }
  }

  /** The last filter becomes text again. */
  function editLast() {
    const last = chipsOf(query).at(-1);
    if (!last) return;
    input.value = asText(last);
    change({ [last.name]: null });
    offer();
  }

  function apply() {
    const { changes, wrong: told } = parse(input.value, choices());
    wrongInput = told;
    if (told.length === 0) input.value = "";
    hide();
    tell();
    // What is not understood stays in the field with all else, so that nothing that was typed is lost.
    if (told.length === 0 && Object.keys(changes).length > 0) change(changes);
  }

  /** @param {Suggestion | undefined} suggestion */
  function take(suggestion) {
    if (!suggestion) return;
    input.value = withSuggestion(input.value, suggestion.insert);
    input.focus();
    if (suggestion.insert.endsWith(":")) offer();
    else apply();
  }

  function offer() {
    offered = suggestions(input.value, choices());
    at = -1;
    list.replaceChildren(...offered.map(optionOf));
    list.hidden = offered.length === 0;
    setAttribute(input, "aria-expanded", String(!list.hidden));
    setAttribute(input, "aria-activedescendant", null);
  }

  function hide() {
    list.hidden = true;
    at = -1;
    setAttribute(input, "aria-expanded", "false");
    setAttribute(input, "aria-activedescendant", null);
  }

  /** @param {number} index */
  function choose(index) {
    at = offered.length === 0 ? -1 : index;
    childrenOf(list).forEach((option, number) => setAttribute(option, "aria-selected", String(number === at)));
    setAttribute(input, "aria-activedescendant", at >= 0 ? `operations-suggestion-${at}` : null);
    childrenOf(list)[at]?.scrollIntoView({ block: "nearest" });
  }

  function tell() {
    const told = [...wrongInput, ...wrongValues(query, choices()).map(({ text }) => text)];
    wrong.hidden = told.length === 0;
    wrong.textContent = told.join(" ");
    setAttribute(input, "aria-invalid", wrongInput.length > 0 ? "true" : null);
  }

  function render() {
    const misunderstood = new Set(wrongValues(query, choices()).map(({ name }) => name));
    renderList(chips, chipsOf(query), {
      key: (chip) => asText(chip),
      create: (chip) => chipView(chip, () => remove(chip)),
      update: (chip, { name }) => setAttribute(chip, "data-wrong", misunderstood.has(name) ? "" : null),
    });
    clear.hidden = chipsOf(query).length === 0;
    setAttribute(input, "placeholder", clear.hidden ? "state:needs-operator host:… pool:… by:… since:24h, or words" : "");
    tell();
  }

  /** @param {Chip} chip */
  function remove({ name }) {
    change({ [name]: null });
    input.focus();
  }

  render();
  return {
    element,
    /** @param {URLSearchParams} next */
    showQuery(next) {
      query = next;
      render();
    },
    close: combineCleanups(workflows.subscribe(render)),
  };
}

/**
 * @param {Chip} chip
 * @param {() => void} remove
 */
function chipView(chip, remove) {
  const text = asText(chip);
  return h(
    "li",
    { class: "chip" },
    h("span", { class: "chip-key" }, `${chip.key}:`),
    h("span", { class: "chip-value" }, chip.text),
    h("button", { type: "button", class: "chip-remove", "aria-label": `Remove ${text}`, onclick: remove }, icon("close")),
  );
}

/**
 * @param {Suggestion} suggestion
 * @param {number} number
 */
const optionOf = ({ text, hint }, number) =>
  h(
    "div",
    {
      class: "result",
      role: "option",
      id: `operations-suggestion-${number}`,
      "aria-selected": "false",
      data: { at: number },
    },
    h("span", { class: "result-label" }, text),
    h("span", { class: "result-why" }, hint),
  );
