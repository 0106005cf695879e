// Search: a field with results while the user types. The search page shows all results.
import { h, icon, setAttribute } from "../core/dom.js";
import { withQuery, get } from "../core/api.js";
import { navigate } from "../core/router.js";
import { onKey } from "../core/keys.js";
import { count } from "../core/format.js";

const LIMIT = 10;
const DEBOUNCE_MS = 120;
export const KINDS = { HOST: "Host", VM: "VM", TENANT: "Tenant", OWNER: "Owner", POOL: "Pool" };

/** The address of a result on the board. */
export function resultUrl(item) {
  const type = encodeURIComponent(item.gpu_type ?? "unclassified");
  const contract = /^contract-/i.test(item.aggregate ?? "") ? item.aggregate : undefined;
  return withQuery(`/board/${type}`, { host: item.hostname, contract, vms: item.kind === "VM" ? item.hostname : undefined });
}

export function searchBox() {
  let items = [];
  let at = -1;
  let timer = 0;
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
      choose(
        (at + (event.key === "ArrowDown" ? 1 : -1) + items.length + (at < 0 && event.key === "ArrowUp" ? 1 : 0)) %
          Math.max(1, items.length),
      );
    } else if (event.key === "Escape") {
      if (!box.hidden) event.stopPropagation();
      show(false);
    }
  });
  input.addEventListener("focus", () => items.length > 0 && show(true));
  form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || show(false));
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => open(Number(event.target.closest("[role=option]")?.dataset.at)));
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
      const found = await get(withQuery("/api/search", { q, limit: LIMIT }), { signal });
      if (!signal.aborted) render(found.items, found.total, q);
    } catch (problem) {
      if (problem.name !== "AbortError") render([], 0, q, problem.message);
    }
  }

  /** A late response must not open the box again. */
  function cancelSearch() {
    clearTimeout(timer);
    request?.abort();
  }

  /** On the search page the field holds the search term, so that it can be edited. */
  function syncInput() {
    const word = location.pathname === "/search" ? (new URLSearchParams(location.search).get("q") ?? "") : "";
    if (document.activeElement !== input || word) input.value = word;
  }

  function render(found, total, q, error) {
    items = found;
    at = -1;
    list.replaceChildren(
      ...items.map((item, index) =>
        h(
          "div",
          { class: "result", role: "option", id: `result-${index}`, "aria-selected": "false", data: { at: index } },
          h("span", { class: "result-kind" }, KINDS[item.kind] ?? item.kind),
          h("span", { class: "result-label" }, item.label),
          h(
            "span",
            { class: "result-place" },
            [item.label === item.hostname ? null : item.hostname, item.label === item.aggregate ? null : item.aggregate]
              .filter(Boolean)
              .join(" · "),
          ),
        ),
      ),
    );
    list.hidden = items.length === 0;
    moreLink.textContent =
      error ?? (total > items.length ? `All ${count(total, "result")}` : total === 0 ? "Nothing found" : count(total, "result"));
    setAttribute(moreLink, "href", withQuery("/search", { q }));
    show(q !== "");
  }

  function show(visible) {
    box.hidden = !visible;
    setAttribute(input, "aria-expanded", String(visible && items.length > 0));
    if (!visible) choose(-1);
  }

  function choose(index) {
    at = items.length === 0 ? -1 : index;
    [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
    setAttribute(input, "aria-activedescendant", at >= 0 ? `result-${at}` : null);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  }

  function open(index) {
    const item = items[index];
    if (!item) return;
    cancelSearch();
    show(false);
    input.value = "";
    items = [];
    navigate(resultUrl(item));
  }

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
