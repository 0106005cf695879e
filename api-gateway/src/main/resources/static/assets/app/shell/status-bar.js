// @ts-check
// The status bar: the age of each source, the latest notice and the state of the event stream.
import { renderMoments, timeElement } from "../core/time-element.js";
import { localZone, TIME_MODES, timeMode, timeModeLabel } from "../core/zone.js";
import { openMenu } from "../core/menu.js";
import { reopen } from "../core/router.js";
import { childrenOf, h, icon, lastChildOf, renderList, setAttribute, setText } from "../core/dom.js";
import { loggedOut, post } from "../core/api.js";
import { connection } from "../core/stream.js";
import { formatTime } from "../core/format.js";
import { openDialog } from "../core/dialog.js";
import { dependencies, dependenciesDown, dependencyName, dependencyText, loadDependencies } from "../fleet/dependencies.js";
import { snapshot, sourceName, sources as sourceList } from "../fleet/snapshot.js";
import { notifyProblem, dismiss, notifyInfo, notices, shown } from "./notices.js";
import { canOperate } from "./session.js";
import { connectionText, sourceAge, sourceTitle } from "./status-text.js";

/** @import { SnapshotSource } from "#api" */

const TICK_MS = 1000;
const RELATIVE_TICK_MS = 10_000;
const HEALTH_MS = 15_000;

/**
 * @param {HTMLElement} root
 * @param {{ reconnect: () => unknown }} actions
 */
export function renderStatusBar(root, { reconnect }) {
  const sources = h("ul", { class: "sources", "aria-label": "Age of what is shown, by source" });
  const refresh = h(
    "button",
    {
      type: "button",
      class: "btn-icon",
      "aria-label": "Refresh from the cloud",
      title: "Refresh from the cloud",
      onclick: refreshNow,
    },
    icon("refresh"),
  );
  const text = h("span", { class: "notice-text" });
  const action = h("button", { type: "button", class: "notice-action" });
  const dismissButton = h(
    "button",
    { type: "button", class: "btn-icon", "aria-label": "Dismiss", onclick: dismiss },
    icon("close"),
  );
  const notice = h("div", { class: "notice", role: "status", "aria-live": "polite" }, text, action, dismissButton);
  const noticesButton = h("button", { type: "button", class: "btn-quiet", onclick: showNotices }, "Notices");
  const state = h(
    "button",
    { type: "button", class: "link-state", onclick: () => (loggedOut.value ? location.reload() : reconnect()) },
    h("i", { "aria-hidden": "true" }),
    h("span", { role: "status" }),
  );
  /** @type {HTMLElement} */
  const times = h("button", {
    type: "button",
    class: "btn-quiet",
    "aria-haspopup": "menu",
    onclick: () => openMenu(times, timeMenu(), "Times"),
  });
  const renderTimes = () => {
    setText(times, timeModeLabel());
    setAttribute(times, "aria-label", `Times: ${timeModeLabel()}`);
    setAttribute(times, "title", `Times are shown in: ${timeModeLabel()}`);
  };
  const health = h(
    "a",
    { class: "link-health", href: "/dependencies" },
    h("i", { "aria-hidden": "true" }),
    h("span", { role: "status" }),
  );
  root.append(
    h("div", { class: "status-left" }, sources, canOperate() ? refresh : null),
    notice,
    h("div", { class: "status-right" }, health, times, noticesButton, state),
  );

  function renderSources() {
    renderList(sources, sourceList(), {
      key: (source) => source.name,
      create: () =>
        h("li", { class: "source" }, h("i", { "aria-hidden": "true" }), h("span"), h("span", { class: "source-age" })),
      update: renderSource,
    });
  }

  /**
   * @param {HTMLElement} element
   * @param {SnapshotSource} source
   */
  function renderSource(element, source) {
    const [, name, ageElement] = childrenOf(element);
    element.dataset.state = source.state;
    setText(name, sourceName(source));
    setText(ageElement, sourceAge(source));
    setAttribute(element, "title", sourceTitle(source) || null);
  }

  function renderNotice() {
    const now = shown.value;
    notice.hidden = !now;
    notice.dataset.tone = now?.tone ?? "";
    setAttribute(notice, "role", now?.tone === "bad" ? "alert" : "status");
    setText(text, now?.text ?? "");
    action.hidden = !now?.action;
    setText(action, now?.action?.label ?? "");
    action.onclick = () => {
      dismiss();
      now?.action?.run();
    };
  }

  function renderConnection() {
    const now = loggedOut.value ? "out" : connection.value.state;
    root.dataset.link = now;
    setText(lastChildOf(state), connectionText(now, connection.value));
    setAttribute(
      state,
      "title",
      now === "live" ? `Since ${formatTime(connection.value.since)}` : now === "out" ? null : "Connect now",
    );
    state.disabled = now === "live";
  }

  function renderHealth() {
    const all = dependencies.value;
    const down = dependenciesDown(all);
    health.dataset.state = all === null ? "UNKNOWN" : down.length > 0 ? "DOWN" : "UP";
    setText(lastChildOf(health), dependencyText(all));
    setAttribute(
      health,
      "title",
      down.length > 0
        ? down.map((each) => `${dependencyName(each)}: ${each.cause ?? ""}`).join("\n")
        : "What this installation depends on",
    );
  }

  const loadHealth = () => !document.hidden && loadDependencies().catch(() => null);

  async function refreshNow() {
    refresh.disabled = true;
    try {
      await post("/api/refresh");
      notifyInfo("Refresh requested. The board updates when it is done.");
    } catch (problem) {
      notifyProblem(problem, "The refresh was not requested");
    } finally {
      refresh.disabled = false;
    }
  }

  snapshot.subscribe(renderSources);
  shown.subscribe(renderNotice);
  connection.subscribe(renderConnection);
  dependencies.subscribe(renderHealth);
  loggedOut.subscribe(renderConnection);
  setInterval(() => {
    if (document.hidden) return;
    renderSources();
    if (connection.value.state !== "live") renderConnection();
  }, TICK_MS);
  timeMode.subscribe(renderTimes);
  timeMode.subscribe(reopen);
  setInterval(() => document.hidden || timeMode.value !== "relative" || renderMoments(), RELATIVE_TICK_MS);
  renderTimes();
  setInterval(loadHealth, HEALTH_MS);
  loadHealth();
  renderHealth();
  renderSources();
  renderNotice();
  renderConnection();
}

const timeMenu = () =>
  TIME_MODES.map(([mode, label]) => ({
    label: mode === "local" ? `${label} (${localZone()})` : label,
    note: timeMode.value === mode ? "shown" : "",
    action: () => timeMode.set(mode),
  }));

function showNotices() {
  const rows = notices.value.map((notice) =>
    h("li", { data: { tone: notice.tone } }, timeElement(notice.at), h("span", {}, notice.text)),
  );
  openDialog({
    title: "Notices",
    body:
      rows.length > 0
        ? h("ol", { class: "notice-log" }, ...rows)
        : h("p", { class: "state-note" }, "Nothing has happened on this page yet."),
  });
}
