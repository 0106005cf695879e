// @ts-check
// Open operations of all users, and those that have just ended.
import { childrenOf, firstChildOf, h, lastChildOf, renderList, setAttribute, setText } from "../core/dom.js";
import { scheduleRender } from "../core/signal.js";
import { now } from "../core/clock.js";
import { formatDuration, formatTime, sentenceCase, humanize, withShownTimes } from "../core/format.js";
import { contractName } from "../fleet/pools.js";
import { openLoaded, operations } from "./operation-store.js";
import { stateLabel, progress, routeOf, tone, needsOperator } from "./progress.js";
import { isGoal, workflows, workflowTitle } from "./workflows.js";

/** @import { KnownOperation } from "./merging.js" */

const TICK_MS = 1000;

export function activity() {
  const list = h("ul", { class: "activity" });
  const nothing = h("p");
  const empty = h(
    "div",
    { class: "panel-empty" },
    nothing,
    h("p", {}, h("a", { href: "/operations" }, "The history"), " has what came before."),
  );
  const view = h("div", { class: "panel-view" }, empty, list);
  const render = scheduleRender(() => {
    const all = [...operations.value.values()];
    const shown = [...all.filter((operation) => operation.open).sort(byUrgency), ...all.filter((operation) => !operation.open)];
    empty.hidden = shown.length > 0;
    setText(nothing, openLoaded.value ? "Nothing is under way." : "What is under way has not been read yet.");
    renderList(list, shown, { key: (operation) => operation.id, create: makeRow, update: updateRow });
  });
  operations.subscribe(render);
  openLoaded.subscribe(render);
  workflows.subscribe(render);
  setInterval(() => document.hidden || view.hidden || render(), TICK_MS);
  render();
  return view;
}

/**
 * @param {KnownOperation} a
 * @param {KnownOperation} b
 */
const byUrgency = (a, b) => Number(needsOperator(b)) - Number(needsOperator(a));

/** @param {KnownOperation} operation */
function makeRow(operation) {
  return h(
    "li",
    { class: "act", data: { id: operation.id } },
    h(
      "a",
      { class: "act-link", href: `/operations/${operation.id}` },
      h("span", { class: "act-host" }),
      h("span", { class: "act-time" }),
    ),
    h("div", { class: "act-route" }),
    h("div", { class: "act-line" }, h("span", { class: "op-dots", "aria-hidden": "true" }), h("span", { class: "act-state" })),
    h("div", { class: "act-cause" }),
  );
}

/**
 * @param {HTMLElement} element
 * @param {KnownOperation} operation
 */
function updateRow(element, operation) {
  const [link, route, line, cause] = childrenOf(element);
  const [dots, state] = childrenOf(line);
  const { done, of } = progress(operation);
  const { from, to } = routeOf(operation);
  element.dataset.tone = tone(operation);
  setText(firstChildOf(link), operation.host);
  setText(lastChildOf(link), elapsed(operation));
  setText(
    route,
    [
      from && to ? null : workflowTitle(operation.kind),
      from && (to ? `${contractName(from)} →` : `from ${contractName(from)}`),
      to && contractName(to),
      operation.requested_by && `· ${operation.requested_by}`,
    ]
      .filter(Boolean)
      .join(" "),
  );
  if (dots.dataset.at !== `${done}/${of}/${operation.open}`) {
    dots.dataset.at = `${done}/${of}/${operation.open}`;
    dots.replaceChildren(
      ...Array.from({ length: isGoal(operation) || operation.open ? of : 0 }, (_, index) =>
        h("i", { data: { at: index < done ? "done" : index === done ? "now" : "" } }),
      ),
    );
  }
  setText(
    state,
    operation.open
      ? `${sentenceCase(stateLabel(operation))}${operation.attempt > 0 ? `, attempt ${operation.attempt + 1}` : ""}`
      : sentenceCase(operation.state),
  );
  setAttribute(element, "aria-label", `${operation.host}: ${humanize(operation.state)}`);
  cause.hidden = !operation.cause;
  setText(cause, withShownTimes(operation.cause));
}

/** @param {KnownOperation} operation */
function elapsed({ created_at: start, ended_at: end, updated_at: last, open }) {
  if (!open) return formatTime(end ?? last);
  return start ? formatDuration(Math.max(0, Math.floor((now() - Date.parse(start)) / 1000) * 1000)).replace(".0", "") : "";
}
