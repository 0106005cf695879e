// @ts-check
import { withBase } from "../core/base.js";
import { h, icon, setAttribute, setText } from "../core/dom.js";
import { navigate } from "../core/router.js";
import { onKey } from "../core/keys.js";
import { theme, toggleTheme } from "../core/theme.js";
import { openMenu } from "../core/menu.js";
import { post } from "../core/api.js";
import { pendingApprovals } from "../approvals/approval-store.js";
import { policiesEntry, proposalBadge } from "../policies/policy-badge.js";
import { askingReservations } from "../reservations/reservation-store.js";
import { cart } from "../cart/cart.js";
import { sent, staged } from "../decisions/staged.js";
import { panel, togglePanel } from "../cart/panel-tab.js";
import { operations } from "../operations/operation-store.js";
import { needsOperator } from "../operations/progress.js";
import { canAudit, canLaunch, canOperate, canOperateFleet, isAdmin, limitNames, session } from "./session.js";
import { freeze, isFrozen } from "./freeze.js";
import { openFreezeDialog } from "./freeze-bar.js";
import { searchBox } from "./search-box.js";
import { showHelp } from "./help.js";
import { notificationsEntry } from "./attention.js";
import { viewLinks } from "./view-links.js";

/** @import { Tab } from "../cart/panel-tab.js" */

/** @param {HTMLElement} root */
export function renderTopBar(root) {
  const views = viewLinks();
  const cartButton = panelButton("cart", "Cart");
  const activityButton = panelButton("activity", "Activity");
  const themeButton = h("button", { type: "button", class: "btn-icon", onclick: toggleTheme });
  const helpButton = h(
    "button",
    { type: "button", class: "btn-icon btn-help", "aria-label": "Keyboard", title: "Keyboard (?)", onclick: showHelp },
    icon("keys"),
  );
  /** @type {HTMLElement} */
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
  const approvals = h("a", { class: "btn-panel top-approvals", href: "/approvals?state=PENDING", hidden: true });
  const decisions = h("a", { class: "btn-panel top-approvals", href: "/decisions", hidden: true });
  const asking = h("a", { class: "btn-panel top-approvals", href: "/reservations", hidden: true });
  root.append(
    h(
      "a",
      { class: "brand", href: "/", "aria-label": "Spot Manager, to the overview", title: "Overview (g h)" },
      icon("mark"),
      h("span", {}, "Spot Manager"),
    ),
    views.element,
    approvals,
    asking,
    decisions,
    proposalBadge(),
    searchBox(),
    h(
      "div",
      { class: "top-tools" },
      canLaunch() ? cartButton.element : null,
      activityButton.element,
      helpButton,
      themeButton,
      userButton,
    ),
  );

  onKey("g r", () => navigate("/reservations"));
  onKey("g h", () => navigate("/"));
  onKey("?", showHelp);
  onKey("t", toggleTheme);
  if (canLaunch()) onKey("c", () => togglePanel("cart"));
  onKey("l", () => togglePanel("activity"));

  const renderTheme = () => {
    const next = theme.value === "dark" ? "light" : "dark";
    themeButton.replaceChildren(icon(theme.value === "dark" ? "sun" : "moon"));
    setAttribute(themeButton, "aria-label", `Switch to the ${next} theme`);
    setAttribute(themeButton, "title", `Switch to the ${next} theme (t)`);
  };
  const renderCounts = () => {
    const open = [...operations.value.values()].filter((operation) => operation.open);
    cartButton.show(cart.value.length, "");
    activityButton.show(open.length, open.some(needsOperator) ? "attention" : "");
  };
  const renderApprovals = () => {
    const waiting = pendingApprovals.value;
    approvals.hidden = waiting === 0;
    setAttribute(approvals, "aria-label", `Approvals: ${waiting} waiting`);
    setAttribute(approvals, "title", "Commands that wait for a second person");
    approvals.replaceChildren(h("span", {}, "Approvals"), h("span", { class: "badge-count" }, String(waiting)));
  };
  const renderAsking = () => {
    const waiting = askingReservations.value;
    asking.hidden = waiting === 0;
    setAttribute(asking, "aria-label", `Reservations: ${waiting} need a decision`);
    setAttribute(asking, "title", "Reservations that were refused, or could not begin in time");
    asking.replaceChildren(
      h("span", {}, "Reservations"),
      h("span", { class: "badge-count", data: { tone: "attention" } }, String(waiting)),
    );
  };
  const renderDecisions = () => {
    const waiting = staged.value.length;
    decisions.hidden = waiting === 0 && sent.value === null;
    setAttribute(decisions, "aria-label", `Decisions: ${waiting} staged, not committed`);
    setAttribute(decisions, "title", "Decisions that are staged in this browser and not committed");
    decisions.replaceChildren(h("span", {}, "Decisions"), h("span", { class: "badge-count" }, String(waiting)));
  };
  staged.subscribe(renderDecisions);
  sent.subscribe(renderDecisions);
  renderDecisions();
  askingReservations.subscribe(renderAsking);
  theme.subscribe(renderTheme);
  pendingApprovals.subscribe(renderApprovals);
  cart.subscribe(renderCounts);
  operations.subscribe(renderCounts);
  panel.subscribe(renderCounts);
  renderTheme();
  renderCounts();
  views.follow(root);
}

/**
 * @param {Exclude<Tab, "">} tab
 * @param {string} title
 */
function panelButton(tab, title) {
  const number = h("span", { class: "badge-count" });
  const element = h(
    "button",
    { type: "button", class: "btn-panel", "aria-controls": "panel", onclick: () => togglePanel(tab) },
    h("span", { class: "btn-panel-icon" }, icon(tab === "cart" ? "cart" : "activity")),
    h("span", { class: "btn-panel-text" }, title),
    number,
  );
  return {
    element,
    /**
     * @param {number} count
     * @param {string} tone
     */
    show(count, tone) {
      setText(number, String(count));
      number.dataset.tone = count === 0 ? "none" : tone;
      setAttribute(element, "aria-expanded", panel.value === tab ? "true" : "false");
    },
  };
}

function userMenu() {
  const { name, role, shared, issuer } = session.value;
  const limited = limitNames();
  return [
    { heading: `${name} · ${role.toLowerCase()}${shared ? " · shared" : ""}${limited ? ` · ${limited} only` : ""}` },
    ...(canOperate() && !isFrozen(freeze.value)
      ? [
          {
            label: "Freeze all operations",
            note: canOperateFleet() ? "" : "for people without limits",
            disabled: !canOperateFleet(),
            action: openFreezeDialog,
          },
        ]
      : []),
    { label: "Plans", action: () => navigate("/plans") },
    policiesEntry(),
    { label: "Approvals", action: () => navigate("/approvals") },
    { label: "Reservations", action: () => navigate("/reservations") },
    { label: "Maintenance windows", action: () => navigate("/windows") },
    { label: "Reconciliation", action: () => navigate("/reconciliation") },
    { label: "Dependencies", action: () => navigate("/dependencies") },
    { label: "Inventory check", action: () => navigate("/inventory-check") },
    { label: "System", action: () => navigate("/system") },
    notificationsEntry(),
    { label: "Your sessions", action: () => navigate("/account") },
    ...(shared || issuer ? [] : [{ label: "Change your password", action: () => location.assign(withBase("/password")) }]),
    ...(isAdmin()
      ? [
          { label: "People", action: () => navigate("/people") },
          { label: "Tokens", action: () => navigate("/tokens") },
          { label: "Webhooks", action: () => navigate("/webhooks") },
        ]
      : []),
    ...(canAudit() ? [{ label: "Security log", action: () => navigate("/security-log") }] : []),
    { label: "API reference", action: () => navigate("/docs") },
    {
      label: "Log out",
      action: async () => {
        await post("/logout").catch(() => null);
        location.assign(withBase("/login"));
      },
    },
  ];
}
