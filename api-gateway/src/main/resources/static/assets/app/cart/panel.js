// The panel beside every view: what is planned, and what is under way. The board gets narrower, nothing is covered.
import { h, icon, keyed, mark, say } from "../core/dom.js";
import { drawing, persist } from "../core/cell.js";
import { mayAct } from "../shell/session.js";
import { operations } from "../operations/live.js";
import { activity } from "../operations/activity.js";
import { waitsForPerson } from "../operations/plans.js";
import { cart } from "./cart.js";
import { cartView } from "./cart-view.js";
import { panel } from "./panel-tab.js";

export function drawPanel(root) {
  persist(panel, "spot.panel", sessionStorage);
  if (!mayAct() && panel.value === "cart") panel.set("");
  const tabs = [mayAct() && ["cart", "Cart", cartView()], ["activity", "Activity", activity()]].filter(Boolean);
  const heads = h("div", { class: "panel-tabs", role: "tablist", "aria-label": "Panel" });
  const close = h(
    "button",
    { type: "button", class: "btn-icon", "aria-label": "Close the panel", onclick: () => panel.set("") },
    icon("close"),
  );
  root.append(h("div", { class: "panel-head" }, heads, close));
  for (const [name, , view] of tabs) {
    mark(view, "id", `panel-${name}`);
    mark(view, "role", "tabpanel");
    mark(view, "aria-labelledby", `tab-${name}`);
    root.append(view);
  }
  heads.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const names = tabs.map(([name]) => name);
    panel.set(names[(names.indexOf(panel.value) + 1) % names.length]);
    heads.querySelector("[aria-selected=true]").focus();
  });
  const draw = drawing(() => {
    root.hidden = panel.value === "";
    document.body.classList.toggle("with-panel", panel.value !== "");
    keyed(heads, tabs, { key: ([name]) => name, create: makeTab, update: updateTab });
    for (const [name, , view] of tabs) view.hidden = name !== panel.value;
  });
  panel.watch(draw);
  cart.watch(draw);
  operations.watch(draw);
  draw();
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
  mark(element, "aria-selected", String(panel.value === name));
  mark(element, "tabindex", panel.value === name ? "0" : "-1");
  say(element.lastChild, String(count));
  const urgent = name === "activity" && [...operations.value.values()].some(waitsForPerson);
  element.lastChild.dataset.tone = count === 0 ? "none" : urgent ? "attention" : "";
}
