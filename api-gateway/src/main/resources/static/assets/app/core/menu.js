// @ts-check
import { byId, focused, h } from "./dom.js";

/** @typedef {{ label: string, note?: string, tone?: string, disabled?: boolean, action: () => unknown }} MenuEntry */
/** @typedef {MenuEntry | { heading: string } | null} MenuItem null: a separator */
/** @typedef {Element | { x: number, y: number }} Anchor */

/** @type {{ list: HTMLElement, close: (restoreFocus?: boolean) => void } | null} */
let open = null;

/**
 * Opens a menu at an element or at a point. A disabled item can be focused, so that a screen reader can read why it is disabled.
 *
 * @param {Anchor} anchor
 * @param {MenuItem[]} items
 * @param {string} label
 */
export function openMenu(anchor, items, label) {
  open?.close();
  const previousFocus = focused();
  const list = h("div", { class: "menu", role: "menu", "aria-label": label, tabindex: "-1" });
  for (const item of items) list.append(row(item));
  const entries = [.../** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("[role=menuitem]"))];
  function close(restoreFocus = true) {
    if (open?.list !== list) return;
    open = null;
    list.remove();
    document.removeEventListener("pointerdown", outside, true);
    removeEventListener("resize", dismiss);
    if (restoreFocus && previousFocus.isConnected) previousFocus.focus({ preventScroll: true });
  }
  /** @param {PointerEvent} event */
  const outside = (event) => list.contains(/** @type {Node} */ (event.target)) || close(false);
  const dismiss = () => close();
  /** @param {MenuItem} item */
  function row(item) {
    if (!item) return h("div", { class: "menu-line", role: "separator" });
    if ("heading" in item) return h("div", { class: "menu-heading", role: "presentation" }, item.heading);
    const choose = () => {
      if (item.disabled) return;
      close();
      item.action();
    };
    return h(
      "div",
      {
        class: "menu-item",
        role: "menuitem",
        tabindex: "-1",
        "aria-disabled": item.disabled ? "true" : null,
        data: item.tone ? { tone: item.tone } : {},
        onclick: choose,
      },
      h("span", { class: "menu-label" }, item.label),
      item.note ? h("span", { class: "menu-note" }, item.note) : null,
    );
  }
  list.addEventListener("keydown", (event) => {
    const at = entries.indexOf(focused());
    const to = entryAfter(event.key, at, entries.length);
    if (to !== null) entries[to]?.focus();
    else if (event.key === "Enter" || event.key === " ") focused().click();
    else if (event.key === "Escape" || event.key === "Tab") close();
    else if (event.key.length === 1) startingWith(event.key)?.focus();
    event.preventDefault();
    event.stopPropagation();
  });
  /** @param {string} letter */
  const startingWith = (letter) =>
    entries.find((entry) => (entry.textContent ?? "").toLowerCase().startsWith(letter.toLowerCase()));
  byId("view").append(list);
  place(list, anchor);
  open = { list, close };
  document.addEventListener("pointerdown", outside, true);
  addEventListener("resize", dismiss);
  (entries.find((entry) => !entry.hasAttribute("aria-disabled")) ?? entries[0] ?? list).focus();
}

/**
 * The entry after a key; the choice wraps around. Before the first key none has the focus (-1).
 *
 * @param {string} key
 * @param {number} at
 * @param {number} entries
 * @returns {number | null} null: the key chooses none
 */
export function entryAfter(key, at, entries) {
  if (key === "ArrowDown") return (at + 1) % entries;
  if (key === "ArrowUp") return at <= 0 ? entries - 1 : at - 1;
  if (key === "Home") return 0;
  return key === "End" ? entries - 1 : null;
}

/**
 * @param {HTMLElement} list
 * @param {Anchor} anchor
 */
function place(list, anchor) {
  const box =
    anchor instanceof Element
      ? anchor.getBoundingClientRect()
      : { left: anchor.x, right: anchor.x, top: anchor.y, bottom: anchor.y };
  const { width, height } = list.getBoundingClientRect();
  const left = Math.min(box.left, innerWidth - width - 8);
  const below = box.bottom + 4 + height <= innerHeight;
  list.style.left = `${Math.max(8, left)}px`;
  list.style.top = `${Math.max(8, below ? box.bottom + 4 : box.top - 4 - height)}px`;
}
