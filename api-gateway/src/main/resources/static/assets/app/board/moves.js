// @ts-check
// Plans moves of hosts to a target. Drag, keyboard and menu all use it.
import { loadVerdicts, verdictFor } from "../fleet/move-verdicts.js";
import { plan, undo } from "../cart/cart.js";
import { notifyError, notifySuccess } from "../shell/notices.js";
import { openPanel } from "../cart/panel-tab.js";
import { NO_POOL } from "../fleet/pools.js";
import { movePlans } from "./move-plans.js";

/** @import { Pool } from "#api" */
/** @import { Verdict } from "../fleet/move-verdicts.js" */
/** @import { Card } from "./cards.js" */

/** @typedef {Map<Element, Verdict & { target: Pool }>} Targets by element of a column or group */

/**
 * Loads the verdicts for these cards. Never rejects.
 *
 * @param {Card[]} items
 */
export const loadFor = (items) => loadVerdicts(items.map(({ host }) => host.hostname));

/**
 * By element of a column or group: its pool and the verdict for these cards, as far as they are loaded.
 *
 * @param {Element} root
 * @param {Card[]} items
 * @param {Map<string, Pool>} pools
 */
export function verdicts(root, items, pools) {
  /** @type {Targets} */
  const found = new Map();
  for (const element of root.querySelectorAll("[data-target]")) {
    const name = element.getAttribute("data-target") ?? "";
    const target = name === NO_POOL.name ? NO_POOL : pools.get(name);
    if (target) found.set(element, { target, ...verdictFor(items, target) });
  }
  return found;
}

/**
 * Waits for the verdicts. If they cannot be loaded, the moves are planned all the same: the cart checks them again.
 *
 * @param {Card[]} items
 * @param {Pool} target
 */
export async function planMoves(items, target) {
  await loadFor(items);
  const { plans, text } = movePlans(items, target, verdictFor(items, target));
  if (plans.length === 0) return notifyError(text);
  plan(plans);
  notifySuccess(text, { label: "Undo", run: undo });
  openPanel("cart");
}
