// The panel beside every view, with the cart and the activity. The view gets narrower; the panel covers nothing.
import { h, icon, renderList, setAttribute, setText } from "../core/dom.js";
import { scheduleRender, persist } from "../core/signal.js";
import { canOperate } from "../shell/session.js";
import { operations } from "../operations/operation-store.js";
import { activity } from "../operations/activity.js";
import { needsOperator } from "../operations/progress.js";
import { cart } from "./cart.js";
import { cartView } from "./cart-view.js";
import { panel } from "./panel-tab.js";

export function renderPanel(root) {
  persist(panel, "spot.panel", sessionStorage);
  if (!canOperate() && panel.value === "cart") panel.set("");
  const tabs = [canOperate() && ["cart", "Cart", cartView()], ["activity", "Activity", activity()]].filter(Boolean);
  const heads = h("div", { class: "panel-tabs", role: "tablist", "aria-label": "Panel" });
  const close = h(
    "button",
    { type: "button", class: "btn-icon", "aria-label": "Close the panel", onclick: () => panel.set("") },
    icon("close"),
  );
  root.append(h("div", { class: "panel-head" }, heads, close));
  for (const [name, , view] of tabs) {
    setAttribute(view, "id", `panel-${name}`);
    setAttribute(view, "role", "tabpanel");
    setAttribute(view, "aria-labelledby", `tab-${name}`);
    root.append(view);
  }
  heads.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const names = tabs.map(([name]) => name);
    panel.set(names[(names.indexOf(panel.value) + 1) % names.length]);
    heads.querySelector("[aria-selected=true]").focus();
  });
  const render = scheduleRender(() => {
    root.hidden = panel.value === "";
    document.body.classList.toggle("with-panel", panel.value !== "");
    renderList(heads, tabs, { key: ([name]) => name, create: makeTab, update: updateTab });
    for (const [name, , view] of tabs) view.hidden = name !== panel.value;
  });
  panel.subscribe(render);
  cart.subscribe(render);
  operations.subscribe(render);
  render();
}

function makeTab([name, title]) {
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

function updateTab(element, [name]) {
  const count = name === "cart" ? cart.value.length : [...operations.value.values()].filter((operation) => operation.open).length;
  setAttribute(element, "aria-selected", String(panel.value === name));
  setAttribute(element, "tabindex", panel.value === name ? "0" : "-1");
  setText(element.lastChild, String(count));
  const urgent = name === "activity" && [...operations.value.values()].some(needsOperator);
  element.lastChild.dataset.tone = count === 0 ? "none" : urgent ? "attention" : "";
}
