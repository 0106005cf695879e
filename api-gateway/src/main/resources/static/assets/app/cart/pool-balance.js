// @ts-check
// What the pools have before and after the plans of the cart, or of a review.
import { asError, post } from "../core/api.js";
import { h } from "../core/dom.js";
import { createBackoff, isRetryable } from "../core/retry.js";
import { combineCleanups } from "../core/signal.js";
import { contractName } from "../fleet/pools.js";
import { snapshot } from "../fleet/snapshot.js";
import { balanceText } from "../plans/balance-text.js";
import { cart } from "./cart.js";
import { MOST, wished } from "./wished.js";

/** @import { PoolBalanceResult } from "#api" */
/** @import { Plan } from "./cart.js" */

/** Hosts are planned one after the other. */
const PAUSE_MS = 150;

/** @param {() => Plan[]} plans those that are to be counted, as they are now */
export function poolBalance(plans) {
  const element = h("section", { class: "pool-balance", role: "status", "aria-label": "Pools before and after", hidden: true });
  const backoff = createBackoff();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let soon;
  /** What the latest request is about; the answer to an earlier one is late. */
  let asked = "";

  function changed() {
    const items = plans();
    const question = JSON.stringify([snapshot.value?.generation, items.map(wished)]);
    if (question === asked) return;
    asked = question;
    clearTimeout(soon);
    backoff.reset();
    element.hidden = items.length === 0;
    if (items.length > MOST) element.replaceChildren(note(`The pools of more than ${MOST} plans are not counted.`));
    else if (items.length > 0) soon = setTimeout(() => ask(question, items), PAUSE_MS);
  }

  /**
   * @param {string} question
   * @param {Plan[]} items
   */
  async function ask(question, items) {
    try {
      /** @type {PoolBalanceResult} */
      const answer = await post("/api/preview-capacity", { operations: items.map(wished) });
      if (question === asked) element.replaceChildren(...lines(answer));
    } catch (problem) {
      if (question !== asked) return;
      element.replaceChildren(note(`What the pools have afterwards is not known: ${asError(problem).message}`));
      if (isRetryable(problem)) backoff.schedule(() => ask(question, items));
    }
  }

  const stop = combineCleanups(
    cart.subscribe(changed),
    snapshot.subscribe(changed),
    () => clearTimeout(soon),
    () => backoff.reset(),
    () => void (asked = ""),
  );
  changed();
  return { element, stop };
}

/** @param {PoolBalanceResult} answer */
const lines = ({ pools = [], not_counted: left = [] }) => [
  h(
    "ul",
    {},
    ...pools.map((balance) =>
      h("li", { data: { pool: balance.pool } }, h("strong", {}, contractName(balance.pool)), `: ${balanceText(balance)}`),
    ),
  ),
  ...[...new Set(pools.flatMap(({ notes = [] }) => notes))].map(note),
  ...left.map(({ why }) => note(`Not counted: ${why}`)),
];

/** @param {string} text */
const note = (text) => h("p", {}, text);
