// @ts-check
// /plans/{id}: one plan with its box score, the pools before and after it, and each operation with its checks.
import { timeElement } from "../core/time-element.js";
import { get, hasStatus, isAborted } from "../core/api.js";
import { h, setText } from "../core/dom.js";
import { sentenceCase } from "../core/format.js";
import { route } from "../core/router.js";
import { setTitle } from "../core/title.js";
import { combineCleanups } from "../core/signal.js";
import { onApprovals } from "../approvals/approval-store.js";
import { boxScore } from "../plans/box-score.js";
import { planActions, planButton } from "../plans/plan-actions.js";
import { itemRows } from "../plans/plan-items.js";
import { cannotList, poolTable } from "../plans/plan-pools.js";
import { onPlans } from "../plans/plan-store.js";
import { planName, planNote, planTone } from "../plans/plan-text.js";
import { onOperation } from "../operations/operation-store.js";
import { failureNote } from "../shell/failure.js";

/** @import { Plan } from "#api" */
/** @import { Child } from "../core/dom.js" */
/** @import { Where } from "../core/router.js" */

/** Many operations of a plan may change in one moment. */
const PAUSE_MS = 300;

route(/^\/plans\/([^/]+)$/, "Plan", open);

/**
 * @param {HTMLElement} root
 * @param {Where} first
 */
function open(root, first) {
  let id = "";
  /** @type {Plan | null} */
  let shown = null;
  /** The numbers of items that a person does not want to commit. */
  const unticked = new Set(/** @type {number[]} */ ([]));
  /** @type {AbortController | null} */
  let request = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let soon;
  const title = h("h1", { class: "page-title" }, "Plan");
  const badge = h("span", { class: "state state-big", role: "status", hidden: true });
  const head = h("div", {});
  const score = h("div", {});
  const facts = h("div", { class: "op-facts" });
  const actions = h("div", { class: "op-actions" });
  const body = h("div", { class: "op-body plan-body" });
  root.append(
    h(
      "article",
      { class: "page op-page" },
      h("div", { class: "op-head" }, h("div", { class: "op-title" }, title, badge), head),
      score,
      facts,
      actions,
      body,
    ),
  );

  async function load() {
    request?.abort();
    request = new AbortController();
    try {
      render(await get(`/api/plans/${encodeURIComponent(id)}`, { signal: request.signal }));
    } catch (problem) {
      if (isAborted(problem)) return;
      head.querySelector(".state-loading")?.remove();
      body.replaceChildren(failureNote(null, problem, hasStatus(problem, 404) ? null : load));
    }
  }

  function loadSoon() {
    clearTimeout(soon);
    soon = setTimeout(load, PAUSE_MS);
  }

  /** @param {Plan} plan */
  function render(plan) {
    shown = plan;
    setTitle(`Plan: ${planName(plan)}`);
    setText(title, planName(plan));
    badge.hidden = false;
    badge.dataset.tone = planTone(plan);
    setText(badge, sentenceCase(plan.state));
    head.replaceChildren(h("p", { class: "op-cause", data: { tone: planTone(plan) } }, planNote(plan), approvalLink(plan)));
    score.replaceChildren(boxScore(plan.score));
    facts.replaceChildren(factList(plan));
    renderActions(plan);
    const rows = itemRows(plan, unticked, () => renderActions(plan));
    body.replaceChildren(poolTable(plan), cannotList(plan), rows);
  }

  /** @param {Plan} plan */
  function renderActions(plan) {
    const chosen = (plan.items ?? [])
      .filter((item) => item.state === "PLANNED" && item.allowed && !unticked.has(item.id))
      .map((item) => item.id);
    actions.replaceChildren(...planActions(plan, chosen).map((action) => planButton(plan, action, chosen, load)));
    actions.hidden = actions.childElementCount === 0;
  }

  /** @param {Where} where */
  function update({ params: [next = ""] }) {
    if (next === id) return;
    id = next;
    unticked.clear();
    setText(title, "Plan");
    badge.hidden = true;
    head.replaceChildren(h("p", { class: "state-loading", role: "status" }, "Loading …"));
    score.replaceChildren();
    facts.replaceChildren();
    actions.hidden = true;
    body.replaceChildren();
    load();
  }

  const close = combineCleanups(
    onPlans((changed) => changed.some((notice) => notice.id === id) && loadSoon()),
    onOperation((operation) => operation.batch_id === id && loadSoon()),
    onApprovals((changed) => changed.some((notice) => notice.id === shown?.approval?.id) && loadSoon()),
    () => clearTimeout(soon),
    () => request?.abort(),
  );
  update(first);
  return { update, close };
}

/** @param {Plan} plan */
const approvalLink = ({ approval }) =>
  approval ? [" ", h("a", { href: `/approvals/${approval.id}` }, "Show the request")] : null;

/** @param {Plan} plan */
function factList(plan) {
  const { committed, proposal, wanted } = plan;
  /** @param {string} at */
  const time = (at) => timeElement(at);
  /** @type {Array<[string, Child]>} */
  const rows = [
    ["Made", [time(plan.created_at), proposal ? "" : ` by ${plan.created_by}`]],
    ["Proposed by", proposal ? ["the policy ", h("a", { href: "/policies" }, proposal.policy)] : null],
    ["Because", proposal?.why],
    ["Wanted", wanted ? `${String(wanted.empty_hosts)} empty hosts in ${String(wanted.pool)}` : null],
    ["Committed", committed ? [time(committed.at), ` by ${committed.by}`] : null],
    ["Reason", committed?.reason],
    ["At once", committed ? String(committed.at_once) : null],
    ["Stops after", committed ? failureText(committed.stop_after_failures) : null],
    ["Id", h("span", { class: "mono" }, plan.id)],
  ];
  return h(
    "dl",
    { class: "facts" },
    ...rows.filter(([, value]) => value).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
  );
}

/** @param {number | null | undefined} failures */
const failureText = (failures) => (failures ? `${failures} failure${failures === 1 ? "" : "s"}` : "goes on whatever fails");
