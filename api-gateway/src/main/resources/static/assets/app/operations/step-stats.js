// @ts-check
// Median and p95 duration of each step, from the analytics of the last weeks.
import { signal } from "../core/signal.js";
import { get } from "../core/api.js";

/** @import { Analytics, AnalyticsStep } from "#api" */

/** By kind and step. */
export const stepStats = signal(/** @type {Map<string, AnalyticsStep>} */ (new Map()));

export async function loadStepStats() {
  /** @type {Analytics} */
  const { kinds } = await get("/api/analytics");
  stepStats.set(new Map(kinds.flatMap(({ kind, steps }) => steps.map((step) => [`${kind}/${step.step}`, step]))));
}

/**
 * The median and p95, or undefined if there are no runs.
 *
 * @param {string} kind
 * @param {string | null} step
 */
export const stepStatsOf = (kind, step) => stepStats.value.get(`${kind}/${step}`);
