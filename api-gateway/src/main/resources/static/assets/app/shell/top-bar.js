import { h, icon, keyed, mark, say } from "../core/dom.js";
import { go } from "../core/router.js";
import { onKey } from "../core/keys.js";
import { theme, toggleTheme } from "../core/theme.js";
import { openMenu } from "../core/menu.js";
import { post } from "../core/api.js";
import { cart } from "../cart/cart.js";
import { panel, togglePanel } from "../cart/panel-tab.js";
import { operations } from "../operations/live.js";
import { waitsForPerson } from "../operations/plans.js";
import { mayAct, session } from "./session.js";
import { searchBox } from "./search-box.js";
import { showHelp } from "./help.js";

const VIEWS = [
  ["/board", "Board", "g b"],
  ["/operations", "Operations", "g o"],
  ["/commands", "Commands", "g c"],
  ["/analytics", "Analytics", "g a"],
  ["/contracts", "Contracts", "g k"],
];

export function drawTopBar(root) {
  const links = h("nav", { class: "top-nav", "aria-label": "Views" });
  const cartButton = panelButton("cart", "Cart");
  const activityButton = panelButton("activity", "Activity");
  const themeButton = h("button", { type: "button", class: "btn-icon", onclick: toggleTheme });
  const helpButton = h(
    "button",
    { type: "button", class: "btn-icon btn-help", "aria-label": "Keyboard", title: "Keyboard (?)", onclick: showHelp },
    icon("keys"),
  );
  const userButton = h(
    "button",
    {
      type: "button",
      class: "btn-icon btn-user",
      "aria-label": `${session.value.name}, user menu`,
      "aria-haspopup": "menu",
      onclick: () => openMenu(userButton, userMenu(), "User"),
    },
    icon("user"),
    h("span", { class: "user-name" }, session.value.name),
  );
  keyed(links, VIEWS, { key: ([path]) => path, create: ([path, title]) => h("a", { href: path }, title) });
  root.append(
    h(
      "a",
      { class: "brand", href: "/board", "aria-label": "Spot Manager, to the board" },
      icon("mark"),
      h("span", {}, "Spot Manager"),
    ),
    links,
    searchBox(),
    h(
      "div",
      { class: "top-tools" },
      mayAct() ? cartButton.element : null,
      activityButton.element,
      helpButton,
      themeButton,
      userButton,
    ),
  );

  for (const [path, , keys] of VIEWS) onKey(keys, () => go(path));
  onKey("?", showHelp);
  onKey("t", toggleTheme);
  if (mayAct()) onKey("c", () => togglePanel("cart"));
  onKey("l", () => togglePanel("activity"));

  const drawTheme = () => {
    const next = theme.value === "dark" ? "light" : "dark";
    themeButton.replaceChildren(icon(theme.value === "dark" ? "sun" : "moon"));
    mark(themeButton, "aria-label", `Switch to the ${next} theme`);
    mark(themeButton, "title", `Switch to the ${next} theme (t)`);
  };
  const drawCounts = () => {
    const open = [...operations.value.values()].filter((operation) => operation.open);
    cartButton.show(cart.value.length, "");
    activityButton.show(open.length, open.some(waitsForPerson) ? "attention" : "");
  };
  const drawViews = () => {
    for (const link of links.children) mark(link, "aria-current", location.pathname.startsWith(link.pathname) ? "page" : null);
  };
  theme.watch(drawTheme);
  cart.watch(drawCounts);
  operations.watch(drawCounts);
  panel.watch(drawCounts);
  addEventListener("spot:route", drawViews);
  drawTheme();
  drawCounts();
  drawViews();
}

function panelButton(tab, title) {
  const number = h("span", { class: "badge-count" });
  const element = h(
    "button",
    { type: "button", class: "btn-panel", "aria-controls": "panel", onclick: () => togglePanel(tab) },
    h("span", {}, title),
    number,
  );
  return {
    element,
    show(count, tone) {
      say(number, String(count));
      number.dataset.tone = count === 0 ? "none" : tone;
      mark(element, "aria-expanded", panel.value === tab ? "true" : "false");
    },
  };
}

function userMenu() {
  const { name, role } = session.value;
  return [
    { heading: `${name} · ${role.toLowerCase()}` },
    { label: "API reference", action: () => go("/docs") },
    {
      label: "Log out",
      action: async () => {
        await post("/logout").catch(() => null);
        location.assign("/login");
      },
    },
  ];
}
