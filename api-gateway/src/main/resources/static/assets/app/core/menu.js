import { h } from "./dom.js";

let open = null;

/**
 * Opens a menu at an element or at a point. Items: { label, note, tone, disabled, action }, { heading } or null for a separator.
 * A disabled item can be focused, so that a screen reader can read why it is disabled.
 */
export function openMenu(anchor, items, label) {
  open?.close();
  const previousFocus = document.activeElement;
  const list = h("div", { class: "menu", role: "menu", "aria-label": label, tabindex: "-1" });
  for (const item of items) list.append(row(item));
  const entries = [...list.querySelectorAll("[role=menuitem]")];
  function close(restoreFocus = true) {
    if (open?.list !== list) return;
    open = null;
    list.remove();
    document.removeEventListener("pointerdown", outside, true);
    removeEventListener("resize", dismiss);
    if (restoreFocus && previousFocus?.isConnected) previousFocus.focus({ preventScroll: true });
  }
  const outside = (event) => list.contains(event.target) || close(false);
  const dismiss = () => close();
  function row(item) {
    if (!item) return h("div", { class: "menu-line", role: "separator" });
    if (item.heading) return h("div", { class: "menu-heading", role: "presentation" }, item.heading);
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
    const at = entries.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
    if (to !== undefined) entries.at(to % entries.length)?.focus();
    else if (event.key === "Enter" || event.key === " ") document.activeElement.click();
    else if (event.key === "Escape" || event.key === "Tab") close();
    else if (event.key.length === 1) startingWith(event.key)?.focus();
    event.preventDefault();
    event.stopPropagation();
  });
  const startingWith = (letter) => entries.find((entry) => entry.textContent.toLowerCase().startsWith(letter.toLowerCase()));
  document.getElementById("view").append(list);
  place(list, anchor);
  open = { list, close };
  document.addEventListener("pointerdown", outside, true);
  addEventListener("resize", dismiss);
  (entries.find((entry) => !entry.hasAttribute("aria-disabled")) ?? entries[0] ?? list).focus();
}

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
