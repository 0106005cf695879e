// A list of the API as one file: all of its pages, since a script that reads the file expects all of it.
import { address, get } from "./api.js";

const PAGE = 500;
const MOST = 20_000;

/** @return how many are in the file, and whether there are more than it holds */
export async function downloadAll(path, filters, name) {
  const items = [];
  let cursor;
  do {
    const page = await get(address(path, { ...filters, limit: PAGE, cursor }));
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor && items.length < MOST);
  const file = URL.createObjectURL(new Blob([JSON.stringify({ items }, null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = file;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(file), 60_000);
  return { count: items.length, more: Boolean(cursor) };
}
