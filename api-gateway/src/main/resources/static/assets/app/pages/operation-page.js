// @ts-check
// /operations/{id}: one operation, updated live while it is open.
import { timeElement } from "../core/time-element.js";
import { now } from "../core/clock.js";
import { focused, h, setText } from "../core/dom.js";
import { combineCleanups } from "../core/signal.js";
import { get, hasStatus, isAborted } from "../core/api.js";
import { createBackoff, isRetryable } from "../core/retry.js";
import { route } from "../core/router.js";
import { setTitle } from "../core/title.js";
import { formatDuration, formatDateTime, sentenceCase, withShownTimes } from "../core/format.js";
import { contractName } from "../fleet/pools.js";
import { actionButtons } from "../operations/actions.js";
import { againButtons } from "../operations/again-buttons.js";
import { blockerTable, blockersOf } from "../operations/blockers.js";
import { linkElements, links } from "../links/links.js";
import { operationValues } from "../links/link-values.js";
import { hostNow } from "../operations/host-now.js";
import { onOperation } from "../operations/operation-store.js";
import { needsOperator, routeOf, tone } from "../operations/progress.js";
import { isBackingOff, stagesOf } from "../operations/stages.js";
import { timeline } from "../operations/timeline.js";
import { expectedEnd, stepStats } from "../operations/step-stats.js";
import { workflows, workflowTitle } from "../operations/workflows.js";
import { failureNote } from "../shell/failure.js";
import { freeze } from "../shell/freeze.js";
import { notifyInfo } from "../shell/notices.js";
import { canOperate } from "../shell/session.js";

/** @import { Operation } from "#api" */
/** @import { Entry } from "#events" */
/** @import { Child } from "../core/dom.js" */
/** @import { Where } from "../core/router.js" */

const TICK_MS = 1000;

route(/^\/operations\/([^/]+)$/, "Operation", open);

/**
 * @param {HTMLElement} root
 * @param {Where} first
 */
function open(root, first) {
  let id = "";
  /** @type {Operation | null} */
  let operation = null;
  /** @type {AbortController | null} */
  let request = null;
  const backoff = createBackoff();
  let wasBackingOff = false;
  const title = h("h1", { class: "page-title" }, "Operation");
  const badge = h("span", { class: "state state-big", role: "status", hidden: true });
  const head = h("div", {});
  const steps = timeline();
  const actions = h("div", { class: "op-actions" });
  const host = h("div", { class: "op-host" });
  const body = h("div", { class: "op-body" });
  const factsElement = h("div", { class: "op-facts" });
  const blockers = h("div", { hidden: true });
  root.append(
    h(
      "article",
      { class: "page op-page" },
      h("div", { class: "op-head" }, h("div", { class: "op-title" }, title, badge), head),
      factsElement,
      blockers,
      actions,
      host,
      body,
    ),
  );

  async function load() {
    request?.abort();
    request = new AbortController();
    try {
      /** @type {Operation} */
      const loaded = await get(`/api/operations/${encodeURIComponent(id)}`, { signal: request.signal });
      operation = loaded;
      backoff.reset();
      render(loaded);
    } catch (problem) {
      if (isAborted(problem)) return;
      if (isRetryable(problem)) backoff.schedule(load);
      if (operation) return;
      head.replaceChildren();
      body.replaceChildren(failureNote(null, problem, hasStatus(problem, 404) ? null : load));
    }
  }

  /** @param {Operation} operation */
  function render(operation) {
    const { from, to } = routeOf(operation);
    setTitle(operation.host);
    setText(title, operation.host);
    badge.hidden = false;
    badge.dataset.tone = tone(operation);
    setText(badge, sentenceCase(operation.state));
    head.replaceChildren(
      h(
        "p",
        { class: "op-route" },
        workflowTitle(operation.kind),
        from ? ` from ${contractName(from)}` : "",
        to ? ` to ${contractName(to)}` : "",
      ),
      operation.cause ? h("p", { class: "op-cause", data: { tone: tone(operation) } }, withShownTimes(operation.cause)) : "",
      operation.waiting_for
        ? h(
            "p",
            { class: "op-cause op-waiting", data: { tone: "warn" } },
            h("b", {}, "Waiting for: "),
            withShownTimes(operation.waiting_for),
          )
        : "",
    );
    factsElement.replaceChildren(facts(operation));
    const waitedFor = blockersOf(operation);
    blockers.hidden = waitedFor === null;
    blockers.replaceChildren(waitedFor ? blockerTable(waitedFor) : "");
    const focusedAction = actions.contains(focused()) ? focused().dataset.action : undefined;
    actions.replaceChildren(
      ...actionButtons(operation, load),
      ...againButtons(operation),
      operation.pending_action
        ? h(
            "span",
            { class: "op-pending", role: "status" },
            `${sentenceCase(operation.pending_action)} was requested; the worker does it after the running step.`,
          )
        : "",
    );
    actions.hidden = actions.childElementCount === 0;
    const read = operation.action_effects?.find((effect) => effect.read_at)?.read_at;
    host.replaceChildren(needsOperator(operation) && canOperate() ? hostNow(operation.host, read, load) : "");
    for (const button of actions.querySelectorAll("button"))
      if (focusedAction && button.dataset.action === focusedAction) button.focus();
    if (!steps.element.isConnected)
      body.replaceChildren(
        h("div", { class: "op-steps-head" }, h("h2", { class: "op-steps" }, "Steps"), steps.toggle),
        steps.element,
      );
    steps.render(operation);
    wasBackingOff = isBackingOff(operation);
  }

  function tick() {
    if (document.hidden || !operation?.open) return;
    if (wasBackingOff === isBackingOff(operation)) steps.tick();
    else render(operation);
  }

  /** @param {Operation} operation */
  function facts(operation) {
    const took = operation.ended_at ? Date.parse(operation.ended_at) - Date.parse(operation.created_at) : null;
    /** @type {Array<[string, Child]>} */
    const rows = [
      ["Requested by", operation.requested_by],
      ["Two persons", approvedBy(operation)],
      ["Reserved", reservedBy(operation)],
      [
        "Reason",
        operation.reason
          ? [operation.reason, ...linkElements("REASON", operationValues(operation)).map((link) => [" ", link])]
          : h("span", { class: "dim" }, "none given"),
      ],
      ["Accepted", timeElement(operation.created_at)],
      ["Waits until", operation.open && deadline(operation)],
      ["Took", took === null ? null : formatDuration(took)],
      ["Usually ends", operation.open && usualEnd(operation)],
      [
        "Batch",
        operation.batch_id &&
          h("a", { href: `/operations?batch_id=${encodeURIComponent(operation.batch_id)}` }, operation.batch_id),
      ],
      ["Host", h("a", { href: `/operations?host=${encodeURIComponent(operation.host)}` }, "its history")],
      ["Links", linkElements("OPERATION", operationValues(operation)).map((link) => [link, " "])],
      ["Id", h("span", { class: "mono" }, operation.id)],
      [
        "Raw",
        h(
          "span",
          { class: "op-links" },
          h("a", { href: `/api/operations/${operation.id}`, download: `operation-${operation.id}.json` }, "JSON"),
          " ",
          h(
            "a",
            {
              href: `/api/operations/${operation.id}/export`,
              download: `operation-${operation.id}-proof.json`,
              title: "With its history, and whether that is intact",
            },
            "with proof",
          ),
          " ",
          h("button", { type: "button", class: "btn-link-quiet", onclick: copyLink }, "copy link"),
        ),
      ],
    ];
    return h(
      "dl",
      { class: "facts" },
      ...rows
        .filter(([, value]) => value && !(Array.isArray(value) && value.length === 0))
        .map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
    );
  }

  async function copyLink() {
    try {
      await navigator.clipboard.writeText(location.href);
      notifyInfo("The link is copied.");
    } catch {
      notifyInfo(location.href);
    }
  }

  /** @param {Where} where */
  function update({ params: [next = ""] }) {
    if (next === id) return;
    id = next;
    operation = null;
    backoff.reset();
    setText(title, "Operation");
    badge.hidden = true;
    head.replaceChildren(h("p", { class: "state-loading", role: "status" }, "Loading the operation …"));
    actions.hidden = true;
    host.replaceChildren();
    factsElement.replaceChildren();
    blockers.hidden = true;
    body.replaceChildren();
    load();
  }

  const ticker = setInterval(tick, TICK_MS);
  const close = combineCleanups(
    onOperation((changed) => changed.id === id && load()),
    stepStats.subscribe(() => operation && render(operation)),
    workflows.subscribe(() => operation && render(operation)),
    links.subscribe(() => operation && render(operation)),
    freeze.subscribe(() => operation?.open && load()), // it may rest now, or no longer
    () => clearInterval(ticker),
    () => request?.abort(),
    backoff.reset,
    steps.close,
  );
  update(first);
  return { update, close };
}

/**
 * Until when it waits for its host to be empty, if it does.
 *
 * @param {Operation} operation
 */
function deadline({ request }) {
  const until = /** @type {{ deadline?: string }} */ (request ?? {}).deadline;
  return until && timeElement(until);
}

/**
 * When an operation like this one has usually ended, while it runs.
 *
 * @param {Operation} operation
 */
function usualEnd(operation) {
  const end = expectedEnd(operation, stagesOf(operation), now());
  if (end === null) return null;
  const iso = new Date(end).toISOString();
  return timeElement(iso);
}

/**
 * The two persons, if it needed a second one.
 *
 * @param {Operation} operation
 */
function approvedBy({ steps = [] }) {
  const { approval, reservation } = /** @type {Entry[]} */ (steps)[0]?.detail?.origin ?? {};
  if (!approval) return null;
  const persons = approval.persons.join(", ");
  return approval.id === reservation?.id ? persons : h("a", { href: `/approvals/${approval.id}` }, persons);
}

/**
 * Who asked, if it was to begin at a time.
 *
 * @param {Operation} operation
 */
function reservedBy({ host, steps = [] }) {
  const reservation = /** @type {Entry[]} */ (steps)[0]?.detail?.origin?.reservation;
  return (
    reservation &&
    h(
      "a",
      { href: `/reservations?all=1&host=${encodeURIComponent(host)}` },
      `by ${reservation.asked_by}, ${formatDateTime(reservation.asked_at)}`,
    )
  );
}
