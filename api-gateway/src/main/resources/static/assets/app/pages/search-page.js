// @ts-check
// /search?q= : all that was found, by kind.
import { dataTable } from "../core/data-table.js";
import { h } from "../core/dom.js";
import { withQuery, get, isAborted } from "../core/api.js";
import { route } from "../core/router.js";
import { setTitle } from "../core/title.js";
import { count } from "../core/format.js";
import { groupsOf, resultUrl } from "../shell/search-results.js";
import { failureNote } from "../shell/failure.js";

/** @import { Findings } from "#api" */
/** @import { Result, ResultGroup } from "../shell/search-results.js" */
/** @import { Where } from "../core/router.js" */

const LIMIT = 200;

route(/^\/search\/?$/, "Search", open, { q: null });

/**
 * @param {HTMLElement} root
 * @param {Where} first
 */
function open(root, first) {
  const title = h("h1", { class: "page-title" }, "Search");
  const body = h("div", {});
  /** @type {AbortController | null} */
  let request = null;
  root.append(h("div", { class: "page" }, title, body));

  /** @param {Pick<Where, "query">} where */
  async function update({ query }) {
    const q = query.get("q")?.trim() ?? "";
    request?.abort();
    request = new AbortController();
    title.textContent = q ? `Found for “${q}”` : "Search";
    if (q === "")
      return body.replaceChildren(
        h("p", { class: "state-note" }, "Type into the field above: a host, a VM's name or id, a tenant, an owner, a pool."),
      );
    setTitle(q);
    body.replaceChildren(h("p", { class: "state-loading", role: "status" }, "Searching …"));
    try {
      /** @type {Findings} */
      const found = await get(withQuery("/api/search", { q, limit: LIMIT }), { signal: request.signal });
      body.replaceChildren(
        ...(found.items.length > 0
          ? results(found)
          : [
              h(
                "p",
                { class: "state-note", role: "status" },
                "Nothing found. Parts of names are enough; upper and lower case do not matter.",
              ),
            ]),
      );
    } catch (problem) {
      if (!isAborted(problem)) body.replaceChildren(failureNote(null, problem, () => update({ query })));
    }
  }

  update(first);
  return { update, close: () => request?.abort() };
}

/** @type {Array<[string, (result: Result) => string | undefined]>} */
const COLUMNS = [
  ["Found by", (result) => result.why],
  ["Host", ({ title, item }) => (title === item.hostname ? "" : item.hostname)],
  ["Pool", ({ title, item }) => (title === item.aggregate ? "" : item.aggregate)],
  ["GPU type", ({ item }) => item.gpu_type],
];

/** @param {Findings} found */
const results = ({ items, total }) => [
  h(
    "p",
    { class: "page-note", role: "status" },
    total > items.length ? `The first ${items.length} of ${total}. A longer term finds fewer.` : count(total, "result"),
  ),
  ...groupsOf(items).map(groupTable),
];

/**
 * Only columns that have a value in some row.
 *
 * @param {ResultGroup} group
 */
function groupTable(group) {
  const columns = COLUMNS.filter(([, text]) => group.results.some(text));
  /** @param {Result} result */
  const row = (result) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, h("a", { href: resultUrl(result.item) }, result.title)),
      ...columns.map(([, text]) => h("td", {}, text(result))),
    );
  return h(
    "section",
    { class: "found" },
    h("h2", { class: "section-title" }, group.title),
    dataTable(group.title, ["Name", ...columns.map(([head]) => head)], group.results.map(row)),
  );
}
