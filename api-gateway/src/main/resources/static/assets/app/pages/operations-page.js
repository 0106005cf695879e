// /operations?state=&kind=&host=&user=&from=&to=&batch_id=&open=&q= : the history, newest first.
import { h, keyed, mark, say } from "../core/dom.js";
import { all } from "../core/cell.js";
import { address, get } from "../core/api.js";
import { route } from "../core/router.js";
import { duration, exact, moment, sentence } from "../core/format.js";
import { contractName } from "../fleet/pools.js";
import { filterBar, filtersOf } from "../operations/filters.js";
import { onOperation, operations } from "../operations/live.js";
import { routeOf, tone } from "../operations/plans.js";
import { workflowTitle } from "../operations/workflows.js";
import { failureNote } from "../shell/failure.js";

const PAGE = 100;
const LOOK_AFTER_MS = 400;
const HEAD = ["Accepted", "Host", "Kind", "From", "To", "State", "Took", "Asked by", "Reason"];

route(/^\/operations\/?$/, "Operations", open);

function open(root, first) {
  let query = first.query;
  let rows = [];
  let cursor = null;
  let request = null;
  let looking = 0;
  const bar = filterBar();
  const fresh = h("button", { type: "button", class: "fresh", hidden: true, onclick: () => read() });
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
    { type: "button", class: "btn btn-sm btn-outline-secondary", hidden: true, onclick: () => read(cursor) },
    "Show older ones",
  );
  root.append(
    h(
      "div",
      { class: "page" },
      h("h1", { class: "visually-hidden" }, "Operations"),
      bar.element,
      fresh,
      h("div", { class: "table-frame" }, table),
      state,
      h("div", { class: "page-more" }, more),
    ),
  );

  async function read(after) {
    request?.abort();
    request = new AbortController();
    if (!after) fresh.hidden = true;
    if (rows.length === 0) state.replaceChildren(h("p", { class: "state-loading", role: "status" }, "Loading …"));
    try {
      const page = await get(address("/api/operations", { ...filtersOf(query), limit: PAGE, cursor: after }), {
        signal: request.signal,
      });
      rows = [...(after ? rows : []), ...page.items.map(latest)];
      cursor = page.next_cursor;
      draw();
    } catch (problem) {
      if (problem.name === "AbortError") return;
      rows = [];
      cursor = null;
      draw();
      state.replaceChildren(
        failureNote(null, problem, () => read()),
      );
    }
  }

  function draw() {
    keyed(body, rows, { key: (operation) => operation.id, create: makeRow, update: updateRow });
    table.hidden = rows.length === 0;
    more.hidden = !cursor;
    say(more, rows.length > 0 || !cursor ? "Show older ones" : "Look through older ones");
    state.replaceChildren(...(rows.length > 0 ? [] : [h("p", { class: "state-note", role: "status" }, nothing())]));
  }

  /** A search looks through a part of the history at a time. */
  function nothing() {
    if (cursor) return "None of the latest operations fits. Older ones have not been looked through yet.";
    return [...query.keys()].length > 0
      ? "No operation fits these filters."
      : "No operation yet. What is committed on the board is listed here.";
  }

  /** What is on the page follows its changes; what is new waits for a click, so that the page does not run away. */
  function follow(changed) {
    const at = rows.findIndex((operation) => operation.id === changed.id);
    if (at >= 0) {
      rows[at] = { ...rows[at], ...changed };
      draw();
    } else if (changed.open && fresh.hidden) {
      clearTimeout(looking);
      looking = setTimeout(look, LOOK_AFTER_MS);
    }
  }

  /** Whether one that fits the filters is newer than all on the page; only the gateway can tell. */
  async function look() {
    const asked = query;
    const page = await get(address("/api/operations", { ...filtersOf(query), limit: 1 })).catch(() => null);
    const first = page?.items[0];
    if (!first || asked !== query || rows.some((operation) => operation.id === first.id)) return;
    if (rows.length === 0) return read();
    fresh.hidden = false;
    say(fresh, "There are new operations. Show them");
  }

  function update(where) {
    query = where.query;
    bar.show(query);
    read();
  }

  const close = all(
    onOperation(follow),
    bar.close,
    () => request?.abort(),
    () => clearTimeout(looking),
  );
  update(first);
  return { update, close };
}

/** An event may have been faster than the list. */
function latest(row) {
  const known = operations.value.get(row.id);
  return Date.parse(known?.updated_at) > Date.parse(row.updated_at) ? { ...row, ...known } : row;
}

function makeRow(operation) {
  const { from, to } = routeOf(operation);
  return h(
    "tr",
    {},
    h(
      "td",
      { class: "nowrap" },
      h("time", { datetime: operation.created_at, title: exact(operation.created_at) }, moment(operation.created_at)),
    ),
    h("th", { scope: "row" }, h("a", { href: `/operations/${operation.id}` }, operation.host)),
    h("td", {}, workflowTitle(operation.kind)),
    h("td", { class: "clip", title: from ?? null }, from ? contractName(from) : ""),
    h("td", { class: "clip", title: to ?? null }, to ? contractName(to) : ""),
    h("td", {}, h("span", { class: "state" })),
    h("td", { class: "num" }),
    h("td", {}, operation.requested_by),
    h("td", { class: "why" }, h("div", {})),
  );
}

function updateRow(row, operation) {
  const [, , , , , state, took, , why] = row.children;
  const text =
    operation.open || tone(operation) === "bad" || operation.state === "ROLLED_BACK"
      ? [operation.reason, operation.cause].filter(Boolean).join(" · ")
      : (operation.reason ?? "");
  say(state.firstChild, sentence(operation.state));
  state.firstChild.dataset.tone = tone(operation);
  say(took, operation.ended_at ? duration(Date.parse(operation.ended_at) - Date.parse(operation.created_at)) : "");
  say(why.firstChild, text);
  mark(why, "title", text || null);
}
