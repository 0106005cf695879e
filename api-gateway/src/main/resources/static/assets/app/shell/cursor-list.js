// @ts-check
// A list, newest first, of which the gateway sends a page at a time: what it says while it is empty, and the button for older rows.
import { get, isAborted, withQuery } from "../core/api.js";
import { h } from "../core/dom.js";
import { failureNote, loadingNote } from "./failure.js";

/**
 * @template Row
 * @typedef {object} Options
 * @property {string} path
 * @property {() => Record<string, string | null>} [filters] those of now
 * @property {number} [pageSize]
 * @property {HTMLElement} list holds the rows
 * @property {(row: Row) => Node} row
 * @property {() => string} empty said if there is none
 */

/**
 * The caller places {@link note} below the list, and {@link more} below that.
 *
 * @template Row
 * @param {Options<Row>} options
 */
export function cursorList({ path, filters = () => ({}), pageSize = 100, list, row, empty }) {
  /** @type {string | undefined} */
  let cursor;
  /** @type {AbortController | null} */
  let request = null;
  const note = h("div", { class: "page-state" }, loadingNote());
  const older = h(
    "button",
    { type: "button", class: "btn btn-sm btn-outline-secondary", hidden: true, onclick: () => load(cursor) },
    "Show older ones",
  );

  /** @param {string} [after] the cursor of older ones */
  async function load(after) {
    request?.abort();
    request = new AbortController();
    try {
      /** @type {{ items: Row[], next_cursor?: string }} */
      const page = await get(withQuery(path, { ...filters(), limit: pageSize, cursor: after }), { signal: request.signal });
      cursor = page.next_cursor;
      if (!after) list.replaceChildren();
      list.append(...page.items.map(row));
      older.hidden = !cursor;
      note.replaceChildren(...(list.childElementCount > 0 ? [] : [h("p", { class: "state-note" }, empty())]));
    } catch (problem) {
      if (!isAborted(problem)) note.replaceChildren(failureNote(null, problem, () => load()));
    }
  }

  return {
    note,
    more: h("div", { class: "page-more" }, older),
    /** Asks for the newest rows. */
    load: () => load(),
    /** No answer is shown any more. */
    close: () => request?.abort(),
  };
}
