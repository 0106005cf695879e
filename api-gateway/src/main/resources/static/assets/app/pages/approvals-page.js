// @ts-check
// /approvals?state=&user= : commands that wait for a second person, and what became of earlier ones.
import { timeElement } from "../core/time-element.js";
import { dataTable } from "../core/data-table.js";
import { h } from "../core/dom.js";
import { sentenceCase } from "../core/format.js";
import { route, setQuery } from "../core/router.js";
import { onApprovals } from "../approvals/approval-store.js";
import { approvalTone, commandText } from "../approvals/approval-text.js";
import { cursorList } from "../shell/cursor-list.js";
import { session } from "../shell/session.js";

/** @import { Approval } from "#api" */
/** @import { Where } from "../core/router.js" */

const HEAD = ["Asked", "Host", "Command", "Requested by", "Why a second person", "State"];
const STATES = ["PENDING", "APPROVED", "DECLINED", "WITHDRAWN", "EXPIRED"];

route(/^\/approvals\/?$/, "Approvals", open, { state: null, user: null });

/**
 * @param {HTMLElement} root
 * @param {Where} first
 */
function open(root, first) {
  let query = first.query;
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
  const rows = cursorList({
    path: "/api/approvals",
    filters: () => ({ state: query.get("state"), user: query.get("user") }),
    list: body,
    row,
    empty: () => "Nothing waits, or matches.",
  });
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
      dataTable("Approvals", HEAD, body),
      rows.note,
      rows.more,
    ),
  );

  /** @param {Where} where */
  function update(where) {
    query = where.query;
    state.value = query.get("state") ?? "";
    mine.checked = query.get("user") === session.value.name;
    rows.load();
  }

  const stop = onApprovals(() => rows.load());
  update(first);
  return {
    update,
    close: () => {
      stop();
      rows.close();
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
