// @ts-check
// /approvals/{id}: one request for approval, with the preview of then beside that of now.
import { timeElement } from "../core/time-element.js";
import { get, hasStatus, isAborted } from "../core/api.js";
import { h, setText } from "../core/dom.js";
import { count, formatTime, sentenceCase } from "../core/format.js";
import { route } from "../core/router.js";
import { setTitle } from "../core/title.js";
import { combineCleanups } from "../core/signal.js";
import { onApprovals } from "../approvals/approval-store.js";
import { approvalTone, commandText, stateText } from "../approvals/approval-text.js";
import { decisionButton, decisionsFor } from "../approvals/decision-dialog.js";
import { checkRow } from "../cart/check-list.js";
import { failureNote } from "../shell/failure.js";

/** @import { Approval, Comparison, ApprovalPreview } from "#api" */
/** @import { Child } from "../core/dom.js" */
/** @import { Where } from "../core/router.js" */

route(/^\/approvals\/([^/]+)$/, "Approval", open);

/**
 * @param {HTMLElement} root
 * @param {Where} first
 */
function open(root, first) {
  let id = "";
  /** @type {AbortController | null} */
  let request = null;
  const title = h("h1", { class: "page-title" }, "Approval");
  const badge = h("span", { class: "state state-big", role: "status", hidden: true });
  const head = h("div", {});
  const factsElement = h("div", { class: "op-facts" });
  const actions = h("div", { class: "op-actions" });
  const body = h("div", { class: "op-body" });
  root.append(
    h(
      "article",
      { class: "page op-page" },
      h("div", { class: "op-head" }, h("div", { class: "op-title" }, title, badge), head),
      factsElement,
      actions,
      body,
    ),
  );

  async function load() {
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    try {
      /** @type {Approval} */
      const approval = await get(`/api/approvals/${encodeURIComponent(id)}`, { signal });
      renderHead(approval);
      if (approval.state === "PENDING") await compare(approval, signal);
      else render(approval, null);
    } catch (problem) {
      if (isAborted(problem)) return;
      head.querySelector(".state-loading")?.remove();
      body.replaceChildren(failureNote(null, problem, hasStatus(problem, 404) ? null : load));
    }
  }

  /**
   * @param {Approval} approval
   * @param {AbortSignal} signal
   */
  async function compare(approval, signal) {
    if (!body.querySelector(".sides"))
      body.replaceChildren(h("p", { class: "state-loading", role: "status" }, "Checking how it is now …"));
    try {
      /** @type {Comparison} */
      const comparison = await get(`/api/approvals/${approval.id}/comparison`, { signal });
      render(approval, comparison);
    } catch (problem) {
      if (isAborted(problem)) throw problem;
      // It can be declined and withdrawn without knowing how it is now.
      render(approval, null);
      body.prepend(failureNote("How it is now cannot be said.", problem, load));
    }
  }

  /** @param {Approval} approval */
  function renderHead(approval) {
    setTitle(`Approval: ${approval.host}`);
    setText(title, approval.host);
    badge.hidden = false;
    badge.dataset.tone = approvalTone(approval.state);
    setText(badge, sentenceCase(approval.state));
    head.replaceChildren(
      h("p", { class: "op-route" }, commandText(approval)),
      h("p", { class: "op-cause", data: { tone: approvalTone(approval.state) } }, stateText(approval)),
    );
    factsElement.replaceChildren(facts(approval));
  }

  /**
   * @param {Approval} approval
   * @param {Comparison | null} comparison null: it has ended, or nothing can be said now
   */
  function render(approval, comparison) {
    const asWas = comparison !== null && comparison.changes.length === 0;
    actions.replaceChildren(...decisionsFor(approval).map((decision) => decisionButton(approval, decision, asWas, load)));
    actions.hidden = actions.childElementCount === 0;
    const { preview } = approval;
    body.replaceChildren(
      comparison ? verdict(comparison) : "",
      h(
        "div",
        { class: "sides" },
        preview ? side("Then", `as ${approval.requested_by} was shown`, preview) : "",
        comparison ? side("Now", "checked when this page was opened", comparison.now) : "",
      ),
    );
  }

  /** @param {Where} where */
  function update({ params: [next = ""] }) {
    if (next === id) return;
    id = next;
    setText(title, "Approval");
    badge.hidden = true;
    head.replaceChildren(h("p", { class: "state-loading", role: "status" }, "Loading …"));
    factsElement.replaceChildren();
    actions.hidden = true;
    body.replaceChildren();
    load();
  }

  const close = combineCleanups(
    onApprovals((changed) => (changed.length === 0 || changed.some((notice) => notice.id === id)) && load()),
    () => request?.abort(),
  );
  update(first);
  return { update, close };
}

/** @param {Comparison} comparison */
function verdict({ changes }) {
  return changes.length === 0
    ? h("p", { class: "sides-verdict", role: "status" }, "It is what was asked for.")
    : h(
        "div",
        { class: "op-cause", data: { tone: "bad" }, role: "status" },
        h("p", {}, h("strong", {}, "It is not any more what was asked for, and cannot be approved as it is.")),
        h("ul", {}, ...changes.map((change) => h("li", {}, change))),
      );
}

/**
 * @param {string} title
 * @param {string} note
 * @param {ApprovalPreview} preview
 */
function side(title, note, preview) {
  return h(
    "section",
    { class: "side", "aria-label": title },
    h(
      "h2",
      { class: "side-title" },
      title,
      " ",
      h("span", { class: "dim" }, note, preview.read_at ? `, read ${formatTime(preview.read_at)}` : ""),
    ),
    h("p", { class: "side-vms" }, `${count(preview.vms, "VM")} on the host`),
    h("ul", { class: "checks" }, ...preview.checks.map(checkRow)),
    h(
      "div",
      { class: "commands", tabindex: "0", role: "group", "aria-label": `Commands, ${title.toLowerCase()}` },
      ...preview.commands.map(({ title: what, command }) =>
        what ? h("div", {}, h("span", { class: "command-title" }, what), h("code", {}, command)) : h("code", {}, command),
      ),
    ),
  );
}

/** @param {Approval} approval */
function facts(approval) {
  /** @param {string} at */
  const time = (at) => timeElement(at);
  /** @type {Array<[string, Child]>} */
  const rows = [
    ["Requested by", approval.requested_by],
    ["Owner of the token", approval.token_owner],
    ["Reason", approval.reason || h("span", { class: "dim" }, "none given")],
    ["Why a second person", approval.rules.map((rule) => rule.text).join(" ")],
    ["Asked", time(approval.requested_at)],
    [approval.state === "PENDING" ? "Expires" : "Ended", time(approval.end?.at ?? approval.expires_at)],
    ["Approved first by", approval.token_owner && approval.first ? `${approval.first.by}: ${approval.first.reason ?? ""}` : null],
    ["Plan", approval.kind === "plan" ? h("a", { href: `/plans/${approval.host}` }, "its operations") : null],
    ["Operation", approval.operation ? h("a", { href: `/operations/${approval.operation}` }, "its history") : null],
    ["Id", h("span", { class: "mono" }, approval.id)],
  ];
  return h(
    "dl",
    { class: "facts" },
    ...rows.filter(([, value]) => value).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
  );
}
