// @ts-check
// /approvals?state=&user= : commands that wait for a second person, and what became of earlier ones.
import { timeElement } from "../core/time-element.js";
import { get, isAborted, withQuery } from "../core/api.js";
import { h } from "../core/dom.js";
import { sentenceCase } from "../core/format.js";
import { route, setQuery } from "../core/router.js";
import { onApprovals } from "../approvals/approval-store.js";
import { approvalTone, commandText } from "../approvals/approval-text.js";
import { failureNote } from "../shell/failure.js";
import { session } from "../shell/session.js";

/** @import { Approval, ApprovalPage } from "#api" */
/** @import { Where } from "../core/router.js" */

const PAGE_SIZE = 100;
const HEAD = ["Asked", "Host", "Command", "Requested by", "Why a second person", "State"];
const STATES = ["PENDING", "APPROVED", "DECLINED", "WITHDRAWN", "EXPIRED"];

route(/^\/approvals\/?$/, "Approvals", open, { state: null, user: null });

/**
 * @param {HTMLElement} root
 * @param {Where} first
 */
function open(root, first) {
  let query = first.query;
  /** @type {string | undefined} */
  let cursor;
  /** @type {AbortController | null} */
  let request = null;
  /** @type {HTMLSelectElement} */
  const state = h(
    "select",
    { class: "form-select form-select-sm", "aria-label": "State", onchange: () => setQuery({ state: state.value }) },
    h("option", { value: "" }, "All states"),
    ...STATES.map((value) => h("option", { value }, sentenceCase(value))),
  );
  /** @type {HTMLInputElement} */
  const mine = h("input", {
    type: "checkbox",
    class: "form-check-input",
    onchange: () => setQuery({ user: mine.checked ? session.value.name : null }),
  });
  const body = h("tbody");
  const note = h("div", { class: "page-state" });
  const more = h(
    "button",
    { type: "button", class: "btn btn-sm btn-outline-secondary", hidden: true, onclick: () => load(cursor) },
    "Show older ones",
  );
  root.append(
    h(
      "div",
      { class: "page" },
      h("h1", { class: "page-title" }, "Approvals"),
      h(
        "p",
        { class: "page-note" },
        "Commands that need a second person, by the rules of this installation. None of them has begun before it is approved, and none holds its host.",
      ),
      h(
        "form",
        { class: "filters", role: "search", "aria-label": "Filter the approvals", onsubmit: (submit) => submit.preventDefault() },
        state,
        h("label", { class: "tick" }, mine, "Only mine"),
      ),
      h(
        "div",
        { class: "table-frame" },
        h(
          "table",
          { class: "grid-table" },
          h("thead", {}, h("tr", {}, ...HEAD.map((title) => h("th", { scope: "col" }, title)))),
          body,
        ),
      ),
      note,
      h("div", { class: "page-more" }, more),
    ),
  );

  /** @param {string} [after] the cursor of older ones */
  async function load(after) {
    request?.abort();
    request = new AbortController();
    try {
      /** @type {ApprovalPage} */
      const page = await get(
        withQuery("/api/approvals", { state: query.get("state"), user: query.get("user"), limit: PAGE_SIZE, cursor: after }),
        { signal: request.signal },
      );
      cursor = page.next_cursor;
      if (after) body.append(...page.items.map(row));
      else body.replaceChildren(...page.items.map(row));
      more.hidden = !cursor;
      note.replaceChildren(
        ...(body.childElementCount > 0 ? [] : [h("p", { class: "state-note" }, "Nothing waits, or matches.")]),
      );
    } catch (problem) {
      if (!isAborted(problem)) note.replaceChildren(failureNote(null, problem, () => load()));
    }
  }

  /** @param {Where} where */
  function update(where) {
    query = where.query;
    state.value = query.get("state") ?? "";
    mine.checked = query.get("user") === session.value.name;
    load();
  }

  const stop = onApprovals(() => load());
  note.replaceChildren(h("p", { class: "state-loading", role: "status" }, "Loading …"));
  update(first);
  return {
    update,
    close: () => {
      stop();
      request?.abort();
    },
  };
}

/** @param {Approval} approval */
function row(approval) {
  return h(
    "tr",
    {},
    h("td", { class: "nowrap" }, timeElement(approval.requested_at)),
    h("td", { class: "nowrap" }, h("a", { href: `/approvals/${approval.id}` }, approval.host)),
    h("td", {}, commandText(approval)),
    h("td", {}, approval.requested_by),
    h("td", { class: "entry-detail" }, approval.rules.map((rule) => rule.text).join(" ")),
    h(
      "td",
      { class: "nowrap" },
      h("span", { class: "state", data: { tone: approvalTone(approval.state) } }, sentenceCase(approval.state)),
      approval.end?.by ? ` by ${approval.end.by}` : "",
    ),
  );
}
