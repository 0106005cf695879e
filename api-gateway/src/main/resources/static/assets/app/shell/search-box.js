// @ts-check
// Search: a field with results while the user types. The search page shows all results.
import { withoutBase } from "../core/base.js";
import { closestTo, h, icon, setAttribute } from "../core/dom.js";
import { asError, get, isAborted, withQuery } from "../core/api.js";
import { navigate } from "../core/router.js";
import { onKey } from "../core/keys.js";
import { groupsOf, nextOption, placeOf, resultUrl, summaryOf } from "./search-results.js";

/** @import { Finding, Findings } from "#api" */
/** @import { Result } from "./search-results.js" */

const LIMIT = 10;
const DEBOUNCE_MS = 120;
export function searchBox() {
  /** @type {Finding[]} */
  let items = [];
  let at = -1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {AbortController | null} */
  let request = null;
  const list = h("div", { class: "results", role: "listbox", id: "results", "aria-label": "Found", hidden: true });
  const moreLink = h("a", { class: "results-more", href: "/search", tabindex: "-1" });
  const box = h("div", { class: "results-box", hidden: true }, list, moreLink);
  const input = h("input", {
    class: "form-control form-control-sm",
    type: "search",
    id: "search",
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": "results",
    "aria-autocomplete": "list",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "Search hosts, VMs, tenants, pools",
    "aria-label": "Search hosts, VMs, tenants, owners and pools",
  });
  const form = h(
    "form",
    { class: "search", role: "search", onsubmit: submit },
    icon("search"),
    input,
    h("kbd", { "aria-hidden": "true" }, "/"),
    box,
  );

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, DEBOUNCE_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(nextOption(event.key, at, items.length));
    } else if (event.key === "Escape") {
      if (!box.hidden) event.stopPropagation();
      show(false);
    }
  });
  input.addEventListener("focus", () => items.length > 0 && show(true));
  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && form.contains(relatedTarget))) show(false);
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => open(Number(closestTo(event, "[role=option]")?.dataset.at)));
  addEventListener("spot:route", syncInput);
  syncInput();
  onKey("/", () => input.select());
  onKey("ctrl+k", () => input.select());

  async function search() {
    const q = input.value.trim();
    cancelSearch();
    if (q.length < 2) return render([], 0, "");
    request = new AbortController();
    const { signal } = request;
    try {
      /** @type {Findings} */
      const found = await get(withQuery("/api/search", { q, limit: LIMIT }), { signal });
      if (!signal.aborted) render(found.items, found.total, q);
    } catch (problem) {
      if (!isAborted(problem)) render([], 0, q, asError(problem).message);
    }
  }

  /** A late response must not open the box again. */
  function cancelSearch() {
    clearTimeout(timer);
    request?.abort();
  }

  /** On the search page the field holds the search term, so that it can be edited. */
  function syncInput() {
    const word = withoutBase(location.pathname) === "/search" ? (new URLSearchParams(location.search).get("q") ?? "") : "";
    if (document.activeElement !== input || word) input.value = word;
  }

  /**
   * @param {Finding[]} found
   * @param {number} total
   * @param {string} q
   * @param {string} [error]
   */
  function render(found, total, q, error) {
    const groups = groupsOf(found);
    items = groups.flatMap((group) => group.results.map((result) => result.item));
    at = -1;
    let number = 0;
    list.replaceChildren(
      ...groups.map((group) =>
        h(
          "div",
          { role: "group", "aria-label": group.title },
          h("div", { class: "result-group", "aria-hidden": "true" }, group.title),
          ...group.results.map((result) => resultOption(result, number++)),
        ),
      ),
    );
    list.hidden = items.length === 0;
    moreLink.textContent = error ?? summaryOf(found.length, total);
    setAttribute(moreLink, "href", withQuery("/search", { q }));
    show(q !== "");
  }

  /** @param {boolean} visible */
  function show(visible) {
    box.hidden = !visible;
    setAttribute(input, "aria-expanded", String(visible && items.length > 0));
    if (!visible) choose(-1);
  }

  /** @param {number} index */
  function choose(index) {
    at = items.length === 0 ? -1 : index;
    const options = list.querySelectorAll("[role=option]");
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
    setAttribute(input, "aria-activedescendant", at >= 0 ? `result-${at}` : null);
    options[at]?.scrollIntoView({ block: "nearest" });
  }

  /** @param {number} index */
  function open(index) {
    const item = items[index];
    if (!item) return;
    cancelSearch();
    show(false);
    input.value = "";
    items = [];
    navigate(resultUrl(item));
  }

  /** @param {SubmitEvent} event */
  function submit(event) {
    event.preventDefault();
    if (at >= 0) return open(at);
    const q = input.value.trim();
    if (q === "") return;
    cancelSearch();
    items = [];
    show(false);
    navigate(withQuery("/search", { q }));
  }

  return form;
}

/**
 * @param {Result} result
 * @param {number} number
 */
const resultOption = (result, number) =>
  h(
    "div",
    { class: "result", role: "option", id: `result-${number}`, "aria-selected": "false", data: { at: number } },
    h("span", { class: "result-label" }, result.title),
    h("span", { class: "result-why" }, result.why),
    h("span", { class: "result-place" }, placeOf(result)),
  );
