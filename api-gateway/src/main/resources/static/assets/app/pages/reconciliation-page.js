// @ts-check
// /reconciliation : where the clouds and the history differ. Operators take the cloud's word for a host, or move it back.
import { dataTable } from "../core/data-table.js";
import { h, setText } from "../core/dom.js";
import { get, isAborted } from "../core/api.js";
import { route } from "../core/router.js";
import { count, formatAge, formatDateTime, humanize } from "../core/format.js";
import { failureNote, loadingNote } from "../shell/failure.js";
import { canOperate } from "../shell/session.js";
import { freeze } from "../shell/freeze.js";
import { choiceButtons } from "../reconciliation/choices.js";
import { completed, leftOut, poolsText, refusal, summary } from "../reconciliation/differences.js";

/** @import { Reconciliation, ReconciliationMisplacedHost, ReconciliationMissingHistory, ReconciliationOpenOperation, ReconciliationStrayVm } from "#api" */

/** How often the age is written anew. */
const AGE_MS = 1_000;

route(/^\/reconciliation\/?$/, "Reconciliation", open);

/** @param {HTMLElement} root */
function open(root) {
  /** @type {Reconciliation | null} */
  let shown = null;
  /** @type {AbortController | null} */
  let request = null;
  const age = h("span", { class: "reconciliation-age" });
  const again = h("button", { type: "button", class: "btn btn-sm btn-outline-secondary", onclick: () => load() }, "Read again");
  const state = h("div", { class: "page-state" });
  const tables = h("div");
  root.append(
    h(
      "div",
      { class: "page" },
      h("h1", { class: "page-title" }, "Reconciliation"),
      h(
        "p",
        { class: "page-note" },
        "Where the clouds, as they are read for this page, and the history differ: after a backup was restored, or when somebody changed a cloud by other means.",
      ),
      h("p", { class: "reconciliation-read" }, again, age),
      state,
      tables,
    ),
  );

  async function load() {
    request?.abort();
    const own = (request = new AbortController());
    again.disabled = true;
    state.replaceChildren(loadingNote("Reading the clouds …"));
    try {
      shown = completed(await get("/api/reconciliation", { signal: own.signal }));
      state.replaceChildren();
      render();
    } catch (problem) {
      if (isAborted(problem)) return;
      // What was read before stays, with its age.
      state.replaceChildren(failureNote("The clouds and the history were not compared.", problem, load));
    }
    again.disabled = false;
    renderAge();
  }

  function renderAge() {
    if (shown) setText(age, `Read ${formatAge(shown.read_at)} ago, at ${formatDateTime(shown.read_at)}.`);
  }

  function render() {
    renderAge();
    if (!shown) return;
    const { missing, open: operations, hosts, vms, unread, not_set_up: notSetUp, totals } = shown;
    const why = refusal(freeze.value);
    tables.replaceChildren(
      unread.length > 0
        ? h(
            "div",
            { class: "state-note state-bad reconciliation-unread", role: "alert" },
            h("strong", {}, "Not read, so nothing is known of it: "),
            h("ul", {}, ...unread.map((text) => h("li", {}, text))),
          )
        : "",
      h("p", { class: "reconciliation-summary", role: "status" }, summary(shown)),
      notSetUp.length > 0 ? h("p", { class: "reconciliation-refusal" }, notSetUp.join(" ")) : "",
      canOperate() && why && hosts.length > 0 ? h("p", { class: "reconciliation-refusal" }, why) : "",
      section(
        "Hosts that are elsewhere",
        ["Host", "By the history", "In Nova", "Left there", ""],
        hosts.map(hostRow(why)),
        totals.hosts,
      ),
      section(
        "Open operations",
        ["Host", "Operation", "State", "In Nova", "If it went on"],
        operations.map(openRow),
        totals.open,
      ),
      section(
        "Histories that were seen to go further",
        ["Host", "Operation", "Seen", "Here", "In Nova", "Noticed"],
        missing.map(missingRow),
        totals.missing,
      ),
      section("VMs without their launch", ["VM", "Launch"], vms.map(vmRow), totals.vms),
    );
  }

  /** @param {string | null} why nothing can be asked for now; null if it can */
  const hostRow = (why) => (/** @type {ReconciliationMisplacedHost} */ host) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, hostLink(host.host)),
      h("td", {}, host.expected),
      h("td", {}, poolsText(host.pools)),
      h("td", {}, operationLink(host.operation, formatDateTime(host.ended_at))),
      h("td", { class: "row-actions" }, ...choiceButtons(host, why, load)),
    );

  const unsubscribe = freeze.subscribe(render);
  const timer = setInterval(renderAge, AGE_MS);
  load();
  return {
    close() {
      request?.abort();
      clearInterval(timer);
      unsubscribe();
    },
  };
}

/** @param {string} host */
const hostLink = (host) => h("a", { href: `/search?q=${encodeURIComponent(host)}` }, host);

/**
 * @param {string} id
 * @param {string} text
 */
const operationLink = (id, text) => h("a", { href: `/operations/${id}` }, text);

/** @param {ReconciliationOpenOperation} operation */
const openRow = (operation) =>
  h(
    "tr",
    {},
    h("th", { scope: "row" }, hostLink(operation.host)),
    h("td", {}, operationLink(operation.operation, humanize(operation.kind)), ` by ${operation.requested_by}`),
    h("td", {}, humanize(operation.state)),
    h("td", {}, poolsText(operation.pools)),
    h("td", { class: "entry-detail" }, operation.next),
  );

/** @param {ReconciliationMissingHistory} history */
const missingRow = (history) =>
  h(
    "tr",
    {},
    h("th", { scope: "row" }, hostLink(history.host)),
    // An operation that this database does not know has no page.
    h(
      "td",
      {},
      history.found_seq === undefined ? humanize(history.kind) : operationLink(history.operation, humanize(history.kind)),
    ),
    h("td", {}, `${humanize(history.state)}, ${count(history.seq, "entry", "entries")}`),
    h("td", {}, history.found_seq === undefined ? "unknown" : count(history.found_seq, "entry", "entries")),
    h("td", {}, poolsText(history.pools)),
    h("td", {}, `by ${history.noticed_by}, ${formatDateTime(history.noticed_at)}`),
  );

/** @param {ReconciliationStrayVm} vm */
const vmRow = (vm) =>
  h(
    "tr",
    {},
    h("th", { scope: "row" }, `${vm.name} (${vm.id})`),
    h(
      "td",
      {},
      vm.state === undefined
        ? `${vm.operation}, which this database does not know`
        : operationLink(vm.operation, `ended ${humanize(vm.state)}`),
    ),
  );

/**
 * A table with its heading; nothing if it has no rows.
 *
 * @param {string} title
 * @param {string[]} head
 * @param {HTMLElement[]} rows
 * @param {number} total how many there are, also of those that the list leaves out
 */
function section(title, head, rows, total) {
  if (rows.length === 0) return "";
  return h(
    "section",
    { class: "reconciliation-part" },
    h("h2", { class: "part-title" }, `${title} (${total.toLocaleString("en")})`),
    dataTable(title, head, rows),
    total > rows.length ? h("p", { class: "page-note" }, leftOut(rows.length, total)) : null,
  );
}
