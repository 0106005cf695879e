// @ts-check
// The links to the views in the top bar. What has no room stands in a menu behind them, so no view is cut off.
import { childrenOf, h, icon, setAttribute } from "../core/dom.js";
import { onKey } from "../core/keys.js";
import { openMenu } from "../core/menu.js";
import { navigate } from "../core/router.js";

const VIEWS = [
  ["/board", "Board", "g b"],
  ["/operations", "Operations", "g o"],
  ["/commands", "Commands", "g c"],
  ["/analytics", "Analytics", "g a"],
  ["/capacity", "Capacity", "g y"],
  ["/contracts", "Contracts", "g k"],
];

/** Fits itself into the room that the top bar leaves it. */
export function viewLinks() {
  /** @type {HTMLElement} */
  const more = h(
    "button",
    {
      type: "button",
      class: "btn-icon top-more",
      "aria-label": "More views",
      "aria-haspopup": "menu",
      hidden: true,
      onclick: () => openMenu(more, leftOut(), "Views"),
    },
    icon("more"),
  );
  const links = VIEWS.map(([path, title]) => h("a", { href: path }, title));
  const element = h("nav", { class: "top-nav", "aria-label": "Views" }, ...links, more);
  for (const [path, , keys] of VIEWS) onKey(keys, () => navigate(path));

  const leftOut = () =>
    links
      .filter((link) => link.hidden)
      .map((link) => ({ label: link.textContent ?? "", action: () => navigate(link.getAttribute("href") ?? "/") }));

  /** The last ones give way first; the one that is shown stays. */
  function fit() {
    for (const link of links) link.hidden = false;
    more.hidden = true;
    const isTooWide = () => element.scrollWidth > element.clientWidth;
    if (!isTooWide()) return;
    more.hidden = false;
    for (const link of [...links].reverse()) {
      if (link.hasAttribute("aria-current")) continue;
      link.hidden = true;
      if (!isTooWide()) return;
    }
  }

  /** @type {HTMLAnchorElement | undefined} */
  let current;
  function showCurrent() {
    const next = links.find((link) => location.pathname.startsWith(link.pathname));
    if (next === current) return;
    current = next;
    for (const link of links) setAttribute(link, "aria-current", link === current ? "page" : null);
    fit();
  }

  /** Its neighbours in the bar come and go with their counts. @param {HTMLElement} bar */
  function follow(bar) {
    const watcher = new ResizeObserver(fit);
    for (const part of [bar, ...childrenOf(bar).filter((part) => part !== element && !part.classList.contains("search"))])
      watcher.observe(part);
    addEventListener("spot:route", showCurrent);
    document.fonts.ready.then(fit);
    showCurrent();
    fit();
  }

  return { element, follow };
}
