// Search over everything: a field that answers while one types, and a page with all that was found.
import { h, icon, mark } from "../core/dom.js";
import { address, get } from "../core/api.js";
import { go } from "../core/router.js";
import { onKey } from "../core/keys.js";
import { count } from "../core/format.js";

const SHOWN = 10;
const PAUSE_MS = 120;
export const KINDS = { HOST: "Host", VM: "VM", TENANT: "Tenant", OWNER: "Owner", POOL: "Pool" };

/** Where a find is on the board. */
export function placeOf(item) {
  const type = encodeURIComponent(item.gpu_type ?? "unclassified");
  const contract = /^contract-/i.test(item.aggregate ?? "") ? item.aggregate : undefined;
  return address(`/board/${type}`, { host: item.hostname, contract, vms: item.kind === "VM" ? item.hostname : undefined });
}

export function searchBox() {
  let items = [];
  let at = -1;
  let timer = 0;
  let request = null;
  const list = h("div", { class: "finds", role: "listbox", id: "finds", "aria-label": "Found", hidden: true });
  const more = h("a", { class: "finds-more", href: "/search", tabindex: "-1" });
  const box = h("div", { class: "finds-box", hidden: true }, list, more);
  const input = h("input", {
    class: "form-control form-control-sm",
    type: "search",
    id: "search",
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": "finds",
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
    timer = setTimeout(find, PAUSE_MS);
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
  addEventListener("spot:route", follow);
  follow();
  onKey("/", () => input.select());
  onKey("ctrl+k", () => input.select());

  async function find() {
    const q = input.value.trim();
    giveUp();
    if (q.length < 2) return draw([], 0, "");
    request = new AbortController();
    const { signal } = request;
    try {
      const found = await get(address("/api/search", { q, limit: SHOWN }), { signal });
      if (!signal.aborted) draw(found.items, found.total, q);
    } catch (problem) {
      if (problem.name !== "AbortError") draw([], 0, q, problem.message);
    }
  }

  /** An answer that comes after the choice must not open the box again. */
  function giveUp() {
    clearTimeout(timer);
    request?.abort();
  }

  /** The page of finds has its word in the field, so that it can be made longer. */
  function follow() {
    const word = location.pathname === "/search" ? (new URLSearchParams(location.search).get("q") ?? "") : "";
    if (document.activeElement !== input || word) input.value = word;
  }

  function draw(found, total, q, trouble) {
    items = found;
    at = -1;
    list.replaceChildren(
      ...items.map((item, index) =>
        h(
          "div",
          { class: "find", role: "option", id: `find-${index}`, "aria-selected": "false", data: { at: index } },
          h("span", { class: "find-kind" }, KINDS[item.kind] ?? item.kind),
          h("span", { class: "find-label" }, item.label),
          h(
            "span",
            { class: "find-place" },
            [item.label === item.hostname ? null : item.hostname, item.label === item.aggregate ? null : item.aggregate]
              .filter(Boolean)
              .join(" · "),
          ),
        ),
      ),
    );
    list.hidden = items.length === 0;
    more.textContent =
      trouble ??
      (total > items.length ? `All ${count(total, "result")}` : total === 0 ? "Nothing found" : count(total, "result"));
    mark(more, "href", address("/search", { q }));
    show(q !== "");
  }

  function show(visible) {
    box.hidden = !visible;
    mark(input, "aria-expanded", String(visible && items.length > 0));
    if (!visible) choose(-1);
  }

  function choose(index) {
    at = items.length === 0 ? -1 : index;
    [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
    mark(input, "aria-activedescendant", at >= 0 ? `find-${at}` : null);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  }

  function open(index) {
    const item = items[index];
    if (!item) return;
    giveUp();
    show(false);
    input.value = "";
    items = [];
    go(placeOf(item));
  }

  function submit(event) {
    event.preventDefault();
    if (at >= 0) return open(at);
    const q = input.value.trim();
    if (q === "") return;
    giveUp();
    items = [];
    show(false);
    go(address("/search", { q }));
  }

  return form;
}
