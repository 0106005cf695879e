// @ts-check
// Tells the pages of plans which plans have changed, as the gateway says it.

/** @import { PlanNotice, PlansEvent } from "#events" */

/** @type {Set<(changed: PlanNotice[]) => void>} */
const listeners = new Set();

/**
 * @param {(changed: PlanNotice[]) => void} listener called after each event
 * @returns {() => void} stops it
 */
export function onPlans(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** @param {PlansEvent} event */
export function applyPlans({ changed }) {
  for (const listener of listeners) listener(changed);
}
