// @ts-check
// /operations?state=&kind=&host=&pool=&user=&from=&to=&batch_id=&open=&q= : the history, newest first.
import { timeElement } from "../core/time-element.js";
import { childrenOf, firstChildOf, h, renderList, setAttribute, setText } from "../core/dom.js";
import { combineCleanups } from "../core/signal.js";
import { withQuery, get, isAborted } from "../core/api.js";
import { route, setQuery } from "../core/router.js";
import { count, formatDuration, sentenceCase, withShownTimes } from "../core/format.js";
import { isDecidable } from "../decisions/staged.js";
import { stageAll, stageTicked } from "../decisions/staging.js";
import { contractName } from "../fleet/pools.js";
import { chipSearch, choices } from "../operations/chip-search.js";
import { FILTERS, filtersOf, wrongValues } from "../operations/filter-query.js";
import { savedViews } from "../operations/saved-views.js";
import { stateCounts } from "../operations/state-counts.js";
import { mergeRow } from "../operations/merging.js";
import { onOperation, operations } from "../operations/operation-store.js";
import { routeOf, tone } from "../operations/progress.js";
import { workflows, workflowTitle } from "../operations/workflows.js";
import { failureNote } from "../shell/failure.js";
import { jsonButton } from "../shell/json-button.js";
import { canOperate } from "../shell/session.js";

/** @import { Operation, OperationCounts, OperationPage } from "#api" */
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
  /** Ids of the ticked operations. Only those that are shown and can be decided count. @type {Set<string>} */
  const ticked = new Set();
  /** @type {OperationCounts | null} */
  let counts = null;
  const decides = canOperate();
  const search = chipSearch((changes) => setQuery(changes, { replace: false }));
  const states = stateCounts(
    (state) => setQuery({ state }, { replace: false }),
    (known) => {
      counts = known;
      renderTicks();
    },
  );
  const csv = h("a", { class: "btn-quiet", download: "operations.csv" }, "CSV");
  const json = jsonButton("/api/operations", () => filtersOf(query), "operations.json");
  /** @type {HTMLInputElement} */
  const tickAll = h("input", {
    type: "checkbox",
    class: "form-check-input",
    "aria-label": "Tick all that are shown and can be decided",
    onchange: () => {
      ticked.clear();
      if (tickAll.checked) for (const { id } of decidable()) ticked.add(id);
      render();
    },
  });
  const tickText = h("span", { role: "status" });
  const decideTicked = h("button", {
    type: "button",
    class: "btn btn-sm btn-primary",
    onclick: () => stageTicked(tickedRows(), query),
  });
  /** @type {HTMLButtonElement} */
  const decideAll = h("button", {
    type: "button",
    class: "btn btn-sm btn-outline-secondary",
    onclick: async () => {
      decideAll.disabled = true;
      await stageAll(query);
      decideAll.disabled = false;
    },
  });
  const tickBar = h("div", { class: "tick-bar", hidden: true }, tickText, decideTicked, decideAll);
  const newRowsButton = h("button", { type: "button", class: "fresh", hidden: true, onclick: () => load() });
  const body = h("tbody");
  const table = h(
    "table",
    { class: "grid-table history" },
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        decides ? h("th", { class: "tick-cell", scope: "col" }, tickAll) : null,
        ...HEAD.map((title) => h("th", { scope: "col", class: title === "Took" ? "num" : null }, title)),
      ),
    ),
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
      h(
        "div",
        { class: "operations-tools" },
        search.element,
        states.element,
        h(
          "span",
          { class: "filters-end" },
          savedViews(() => query),
          csv,
          json,
        ),
      ),
      tickBar,
      newRowsButton,
      h("div", { class: "table-frame" }, table),
      state,
      h("div", { class: "page-more" }, more),
    ),
  );

  /** @param {string} [after] the cursor of older ones */
  async function load(after) {
    request?.abort();
    const wrong = wrongValues(query, choices());
    // Without a filter that is not understood it would show more than was asked for.
    if (wrong.length > 0) return showNothing("A filter is not understood, so nothing is shown.");
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

  /** @param {string} why */
  function showNothing(why) {
    rows = [];
    cursor = undefined;
    render();
    state.replaceChildren(h("p", { class: "state-note", role: "status" }, why));
  }

  const decidable = () => rows.filter((row) => isDecidable(/** @type {Operation} */ (row)));
  const tickedRows = () => /** @type {Operation[]} */ (decidable().filter(({ id }) => ticked.has(id)));

  function renderTicks() {
    const some = decidable();
    for (const id of ticked) if (!some.some((row) => row.id === id)) ticked.delete(id);
    const all = openMatching();
    tickBar.hidden = !decides || (ticked.size === 0 && !(all > 1 && (query.get("state") || query.get("open") === "true")));
    setText(tickText, ticked.size > 0 ? `${ticked.size} ticked` : `${count(all, "open operation")} match`);
    decideTicked.hidden = ticked.size === 0;
    setText(decideTicked, `Decide the ${ticked.size} ticked`);
    decideAll.hidden = all < 2;
    setText(decideAll, `Decide all ${all.toLocaleString("en")} that match`);
    tickAll.disabled = some.length === 0;
    tickAll.checked = some.length > 0 && ticked.size === some.length;
    tickAll.indeterminate = ticked.size > 0 && ticked.size < some.length;
  }

  /** How many open operations match all filters. */
  function openMatching() {
    const state = query.get("state");
    return (counts?.states ?? [])
      .filter((each) => each.open && (!state || each.state === state) && query.get("open") !== "false")
      .reduce((sum, each) => sum + each.count, 0);
  }

  /**
   * @param {string} id
   * @param {boolean} on
   */
  function tick(id, on) {
    if (on) ticked.add(id);
    else ticked.delete(id);
    renderTicks();
  }

  function render() {
    renderTicks();
    renderList(body, rows, {
      key: (operation) => operation.id,
      create: (operation) => makeRow(operation, decides ? tick : null),
      update: (row, operation) => updateRow(row, operation, decides ? ticked : null),
    });
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
    states.changed();
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
    search.showQuery(query);
    states.showQuery(query);
    setAttribute(csv, "href", withQuery("/api/operations.csv", filtersOf(query)));
    ticked.clear();
    load();
  }

  const close = combineCleanups(
    onOperation(applyChange),
    // A state is known to be wrong only once the workflows are.
    workflows.subscribe(() => (rows.length > 0 && wrongValues(query, choices()).length === 0 ? render() : load())),
    search.close,
    states.close,
    () => request?.abort(),
    () => clearTimeout(checkTimer),
  );
  update(first);
  return { update, close };
}

/** @param {KnownOperation} operation */
const acceptedAt = (operation) => operation.created_at ?? operation.updated_at;

/**
 * @param {KnownOperation} operation
 * @param {((id: string, on: boolean) => void) | null} tick null: nothing can be ticked
 */
function makeRow(operation, tick) {
  const accepted = acceptedAt(operation);
  return h(
    "tr",
    {},
    tick ? h("td", { class: "tick-cell" }, tickBox(operation, tick)) : null,
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
 * @param {KnownOperation} operation
 * @param {(id: string, on: boolean) => void} tick
 */
function tickBox({ id, host }, tick) {
  /** @type {HTMLInputElement} */
  const box = h("input", {
    type: "checkbox",
    class: "form-check-input",
    "aria-label": `Tick the operation of ${host}`,
    onchange: () => tick(id, box.checked),
  });
  return box;
}

/**
 * @param {HTMLElement} row
 * @param {KnownOperation} operation
 * @param {ReadonlySet<string> | null} ticked null: nothing can be ticked
 */
function updateRow(row, operation, ticked) {
  const box = row.querySelector("input");
  if (box && ticked) {
    box.hidden = !isDecidable(/** @type {Operation} */ (operation));
    box.checked = ticked.has(operation.id);
  }
  const [, , kind, from, to, state, took, , why] = childrenOf(row).slice(ticked ? 1 : 0);
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
