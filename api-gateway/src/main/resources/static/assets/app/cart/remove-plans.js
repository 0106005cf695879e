// @ts-check
import { count } from "../core/format.js";
import { notifyInfo } from "../shell/notices.js";
import { removeItems, undo } from "./cart.js";

/** @import { Plan } from "./cart.js" */

/**
 * Removes plans from the cart, and offers an undo.
 *
 * @param {Plan[]} items
 */
export function removePlans(items) {
  if (items.length === 0) return;
  removeItems(items.map((item) => item.id));
  notifyInfo(items.length === 1 ? `The plan for ${items[0].host} is removed.` : `${count(items.length, "plan")} removed.`, {
    label: "Undo",
    run: undo,
  });
}
