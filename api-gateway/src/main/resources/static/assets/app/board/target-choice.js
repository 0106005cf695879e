// @ts-check
// The choice of a target during a move by keyboard.

/** @import { VerdictResult } from "../fleet/move-verdicts.js" */

/** @type {ReadonlySet<VerdictResult | undefined>} */
const POSSIBLE = new Set(/** @type {const} */ (["allowed", "acknowledge", "waits", "partly"]));

/**
 * The first target into which some of the hosts may go; the first one if there is none.
 *
 * @param {Array<VerdictResult | undefined>} results of the targets, in order
 */
export const firstPossible = (results) =>
  Math.max(
    0,
    results.findIndex((result) => POSSIBLE.has(result)),
  );

/**
 * What a key means while the target `current` of `count` is chosen. The choice wraps around at both ends.
 *
 * @param {string} key
 * @param {number} current
 * @param {number} count
 * @returns {number | "plan" | "cancel" | null} the target to choose; null: the key has no meaning
 */
export function chosenBy(key, current, count) {
  switch (key) {
    case "ArrowRight":
    case "ArrowDown":
      return (current + 1) % count;
    case "ArrowLeft":
    case "ArrowUp":
      return (current - 1 + count) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    case "Escape":
    case "Tab":
      return "cancel";
    case "Enter":
    case " ":
      return "plan";
    default:
      return null;
  }
}
