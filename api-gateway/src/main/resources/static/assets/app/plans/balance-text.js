// @ts-check
// The words for what pools have before and after operations, in the cart and on the page of a plan.

/** @import { PoolBalanceBalance, PoolCount } from "#api" */

/** @typedef {keyof PoolCount} CountName */

/**
 * In the order in which they are told.
 *
 * @type {Array<[CountName, string]>}
 */
const TOLD = [
  ["empty", "empty"],
  ["gpus_free", "free GPUs"],
];

/** @param {number | null | undefined} number */
export const known = (number) => ((number ?? null) === null ? "not known" : String(number));

/**
 * Such as "empty 4 → 3, free GPUs 32 → 24".
 *
 * @param {PoolBalanceBalance} balance
 */
export const balanceText = ({ before, after }) =>
  TOLD.map(([name, word]) => {
    const [was, will] = [known(before[name]), known(after[name])];
    return was === will ? `${word} ${was}` : `${word} ${was} → ${will}`;
  }).join(", ");
