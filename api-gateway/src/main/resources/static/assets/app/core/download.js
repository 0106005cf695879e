// @ts-check
// Downloads a paginated list of the API as one file with all of its pages.
import { withQuery, get } from "./api.js";

/** @import { QueryValue } from "./api.js" */

const PAGE_SIZE = 500;
const MAX_ITEMS = 20_000;

/**
 * @param {string} path
 * @param {Record<string, QueryValue>} filters
 * @param {string} name of the file
 * @returns the number of items in the file, and whether the list has more
 */
export async function downloadAll(path, filters, name) {
  /** @type {unknown[]} */
  const items = [];
  /** @type {string | undefined} */
  let cursor;
  do {
    /** @type {{ items: unknown[], next_cursor?: string }} */
    const page = await get(withQuery(path, { ...filters, limit: PAGE_SIZE, cursor }));
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor && items.length < MAX_ITEMS);
  const file = URL.createObjectURL(new Blob([JSON.stringify({ items }, null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = file;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(file), 60_000);
  return { count: items.length, more: Boolean(cursor) };
}
