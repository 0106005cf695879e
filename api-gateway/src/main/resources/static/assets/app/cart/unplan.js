import { count } from "../core/format.js";
import { inform } from "../shell/notices.js";
import { removeItems, takeBack } from "./cart.js";

/** Takes plans out of the cart, and says how to have them back. */
export function unplan(items) {
  if (items.length === 0) return;
  removeItems(items.map((item) => item.id));
  inform(items.length === 1 ? `The plan for ${items[0].host} is removed.` : `${count(items.length, "plan")} removed.`, {
    label: "Undo",
    run: takeBack,
  });
}
