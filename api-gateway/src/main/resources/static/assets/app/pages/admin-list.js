// @ts-check
// The frame of a page with one table that is read whole, and a button with which admins add to it.
import { dataTable } from "../core/data-table.js";
import { h } from "../core/dom.js";
import { get } from "../core/api.js";
import { failureNote } from "../shell/failure.js";
import { isAdmin } from "../shell/session.js";

/**
 * @template Item
 * @typedef {object} AdminList
 * @property {string} title
 * @property {string} note what it is for
 * @property {Parameters<typeof dataTable>[1]} head
 * @property {string} address of the API, which answers with items
 * @property {(items: Item[], reload: () => void) => Element[]} rows
 * @property {string} none said in place of rows
 * @property {{ label: string, open: (reload: () => void) => void }} add
 */

/**
 * @template Item
 * @param {HTMLElement} root
 * @param {AdminList<Item>} list
 */
export function adminList(root, { title, note, head, address, rows, none, add }) {
  const body = h("tbody");
  const state = h("div", { class: "page-state" });
  root.append(
    h(
      "div",
      { class: "page" },
      h("h1", { class: "page-title" }, title),
      h("p", { class: "page-note" }, note),
      dataTable(title, head, body),
      state,
      h(
        "div",
        { class: "page-more" },
        isAdmin()
          ? h("button", { type: "button", class: "btn btn-sm btn-primary", onclick: () => add.open(load) }, add.label)
          : null,
      ),
    ),
  );

  async function load() {
    try {
      /** @type {{ items: Item[] }} */
      const { items } = await get(address);
      body.replaceChildren(...rows(items, load));
      state.replaceChildren(...(items.length > 0 ? [] : [h("p", { class: "state-note" }, none)]));
    } catch (problem) {
      state.replaceChildren(failureNote(null, problem, load));
    }
  }

  load();
  return {};
}
