// @ts-check
// /operations?state=&kind=&host=&user=&from=&to=&batch_id=&open=&q= : the history, newest first.
import { timeElement } from "../core/time-element.js";
import { childrenOf, firstChildOf, h, renderList, setAttribute, setText } from "../core/dom.js";
import { combineCleanups } from "../core/signal.js";
import { withQuery, get, isAborted } from "../core/api.js";
import { route } from "../core/router.js";
import { formatDuration, sentenceCase, withShownTimes } from "../core/format.js";
import { contractName } from "../fleet/pools.js";
import { FILTERS, filtersOf } from "../operations/filter-query.js";
import { filterBar } from "../operations/filters.js";
import { mergeRow } from "../operations/merging.js";
import { onOperation, operations } from "../operations/operation-store.js";
import { routeOf, tone } from "../operations/progress.js";
import { workflows, workflowTitle } from "../operations/workflows.js";
import { failureNote } from "../shell/failure.js";

/** @import { OperationPage } from "#api" */
/** @import { Where } from "../core/router.js" */
/** @import { KnownOperation } from "../operations/merging.js" */

const PAGE_SIZE = 100;
const DEBOUNCE_MS = 400;
const HEAD = ["Accepted", "Host", "Kind", "From", "To", "State", "Took", "Requested by", "Reason"];

route(/^\/operations\/?$/, "Operations", open, Object.fromEntries(FILTERS.map((name) => [name, null])));

/**
 * @param {HTMLElement} root
 * @param {Where} first
 */
function open(root, first) {
  let query = first.query;
  /** @type {KnownOperation[]} */
  let rows = [];
  /** @type {string | undefined} */
  let cursor;
  /** @type {AbortController | null} */
  let request = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let checkTimer;
  const bar = filterBar();
  const newRowsButton = h("button", { type: "button", class: "fresh", hidden: true, onclick: () => load() });
  const body = h("tbody");
  const table = h(
    "table",
    { class: "grid-table history" },
    h("thead", {}, h("tr", {}, ...HEAD.map((title) => h("th", { scope: "col", class: title === "Took" ? "num" : null }, title)))),
    body,
  );
  const state = h("div", { class: "page-state" });
  const more = h(
    "button",
    { type: "button", class: "btn btn-sm btn-outline-secondary", hidden: true, onclick: () => load(cursor) },
    "Show older ones",
  );
  root.append(
    h(
      "div",
      { class: "page" },
      h("h1", { class: "visually-hidden" }, "Operations"),
      bar.element,
      newRowsButton,
      h("div", { class: "table-frame" }, table),
      state,
      h("div", { class: "page-more" }, more),
    ),
  );

  /** @param {string} [after] the cursor of older ones */
  async function load(after) {
    request?.abort();
    request = new AbortController();
    if (!after) newRowsButton.hidden = true;
    if (rows.length === 0) state.replaceChildren(h("p", { class: "state-loading", role: "status" }, "Loading …"));
    try {
      /** @type {OperationPage} */
      const page = await get(withQuery("/api/operations", { ...filtersOf(query), limit: PAGE_SIZE, cursor: after }), {
        signal: request.signal,
      });
      rows = [...(after ? rows : []), ...page.items.map((row) => mergeRow(row, operations.value.get(row.id)))];
      cursor = page.next_cursor;
      render();
    } catch (problem) {
      if (isAborted(problem)) return;
      rows = [];
      cursor = undefined;
      render();
      state.replaceChildren(failureNote(null, problem, () => load()));
    }
  }

  function render() {
    renderList(body, rows, { key: (operation) => operation.id, create: makeRow, update: updateRow });
    table.hidden = rows.length === 0;
    more.hidden = !cursor;
    setText(more, rows.length > 0 || !cursor ? "Show older ones" : "Search older ones");
    state.replaceChildren(...(rows.length > 0 ? [] : [h("p", { class: "state-note", role: "status" }, emptyText())]));
  }

  /** A search covers one part of the history at a time. */
  function emptyText() {
    if (cursor) return "None of the latest operations matches. Older ones have not been searched yet.";
    return [...query.keys()].length > 0
      ? "No operation matches these filters."
      : "No operation yet. What is committed on the board is listed here.";
  }

  /**
   * Rows on the page are updated. New rows need a click, so that the page does not move.
   *
   * @param {KnownOperation} changed
   */
  function applyChange(changed) {
    const at = rows.findIndex((operation) => operation.id === changed.id);
    if (at >= 0) {
      rows[at] = mergeRow(rows[at], changed);
      render();
    } else if (changed.open && newRowsButton.hidden) {
      clearTimeout(checkTimer);
      checkTimer = setTimeout(checkForNew, DEBOUNCE_MS);
    }
  }

  /** Asks the gateway whether a newer operation matches the filters. */
  async function checkForNew() {
    const asked = query;
    /** @type {OperationPage | null} */
    const page = await get(withQuery("/api/operations", { ...filtersOf(query), limit: 1 })).catch(() => null);
    const first = page?.items[0];
    if (!first || asked !== query || rows.some((operation) => operation.id === first.id)) return;
    if (rows.length === 0) return load();
    newRowsButton.hidden = false;
    setText(newRowsButton, "There are new operations. Show them");
  }

  /** @param {Where} where */
  function update(where) {
    query = where.query;
    bar.showQuery(query);
    load();
  }

  const close = combineCleanups(
    onOperation(applyChange),
    workflows.subscribe(() => rows.length > 0 && render()),
    bar.close,
    () => request?.abort(),
    () => clearTimeout(checkTimer),
  );
  update(first);
  return { update, close };
}

/** @param {KnownOperation} operation */
const acceptedAt = (operation) => operation.created_at ?? operation.updated_at;

/** @param {KnownOperation} operation */
function makeRow(operation) {
  const accepted = acceptedAt(operation);
  return h(
    "tr",
    {},
    h("td", { class: "nowrap" }, timeElement(accepted)),
    h("th", { scope: "row" }, h("a", { href: `/operations/${operation.id}` }, operation.host)),
    h("td", {}),
    h("td", { class: "clip" }),
    h("td", { class: "clip" }),
    h("td", {}, h("span", { class: "state" })),
    h("td", { class: "num" }),
    h("td", {}, operation.requested_by),
    h("td", { class: "why" }, h("div", {})),
  );
}

/**
 * @param {HTMLElement} row
 * @param {KnownOperation} operation
 */
function updateRow(row, operation) {
  const [, , kind, from, to, state, took, , why] = childrenOf(row);
  const route = routeOf(operation);
  const text =
    operation.open || tone(operation) !== "good"
      ? [operation.reason, withShownTimes(operation.cause)].filter(Boolean).join(" · ")
      : (operation.reason ?? "");
  setText(kind, workflowTitle(operation.kind));
  setText(from, route.from ? contractName(route.from) : "");
  setAttribute(from, "title", route.from);
  setText(to, route.to ? contractName(route.to) : "");
  setAttribute(to, "title", route.to);
  setText(firstChildOf(state), sentenceCase(operation.state));
  firstChildOf(state).dataset.tone = tone(operation);
  setText(took, operation.ended_at ? formatDuration(Date.parse(operation.ended_at) - Date.parse(acceptedAt(operation))) : "");
  setText(firstChildOf(why), text);
  setAttribute(why, "title", text || null);
}
