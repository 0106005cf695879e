// @ts-check
// The panel beside every view, with the cart and the activity. The view gets narrower; the panel covers nothing.
import { byId, h, icon, lastChildOf, renderList, setAttribute, setText } from "../core/dom.js";
import { scheduleRender, persist } from "../core/signal.js";
import { canLaunch } from "../shell/session.js";
import { operations } from "../operations/operation-store.js";
import { activity } from "../operations/activity.js";
import { needsOperator } from "../operations/progress.js";
import { cart } from "./cart.js";
import { cartView } from "./cart-view.js";
import { panel } from "./panel-tab.js";

/** @import { Tab } from "./panel-tab.js" */

/** @typedef {{ name: Exclude<Tab, "">, title: string, view: HTMLElement }} TabView */

/** @param {HTMLElement} root */
export function renderPanel(root) {
  persist(panel, "spot.panel", sessionStorage);
  if (!canLaunch() && panel.value === "cart") panel.set("");
  /** @type {TabView[]} */
  const tabs = [
    ...(canLaunch() ? [/** @type {TabView} */ ({ name: "cart", title: "Cart", view: cartView() })] : []),
    { name: "activity", title: "Activity", view: activity() },
  ];
  const heads = h("div", { class: "panel-tabs", role: "tablist", "aria-label": "Panel" });
  const close = h(
    "button",
    { type: "button", class: "btn-icon", "aria-label": "Close the panel", onclick: () => panel.set("") },
    icon("close"),
  );
  root.append(h("div", { class: "panel-head" }, heads, close));
  for (const { name, view } of tabs) {
    setAttribute(view, "id", `panel-${name}`);
    setAttribute(view, "role", "tabpanel");
    setAttribute(view, "aria-labelledby", `tab-${name}`);
    root.append(view);
  }
  heads.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const step = event.key === "ArrowRight" ? 1 : tabs.length - 1;
    const { name } = tabs[(tabs.findIndex((tab) => tab.name === panel.value) + step) % tabs.length];
    panel.set(name);
    // The tabs are rendered later; the chosen one is there already.
    byId(`tab-${name}`).focus();
  });
  const render = scheduleRender(() => {
    root.hidden = panel.value === "";
    document.body.classList.toggle("with-panel", panel.value !== "");
    renderList(heads, tabs, { key: ({ name }) => name, create: makeTab, update: updateTab });
    for (const { name, view } of tabs) view.hidden = name !== panel.value;
  });
  panel.subscribe(render);
  cart.subscribe(render);
  operations.subscribe(render);
  render();
}

/** @param {TabView} tab */
function makeTab({ name, title }) {
  return h(
    "button",
    {
      type: "button",
      role: "tab",
      id: `tab-${name}`,
      "aria-controls": `panel-${name}`,
      class: "panel-tab",
      onclick: () => panel.set(name),
    },
    h("span", {}, title),
    h("span", { class: "badge-count" }),
  );
}

/**
 * @param {HTMLElement} element
 * @param {TabView} tab
 */
function updateTab(element, { name }) {
  const count = name === "cart" ? cart.value.length : [...operations.value.values()].filter((operation) => operation.open).length;
  setAttribute(element, "aria-selected", String(panel.value === name));
  setAttribute(element, "tabindex", panel.value === name ? "0" : "-1");
  setText(lastChildOf(element), String(count));
  const urgent = name === "activity" && [...operations.value.values()].some(needsOperator);
  lastChildOf(element).dataset.tone = count === 0 ? "none" : urgent ? "attention" : "";
}
