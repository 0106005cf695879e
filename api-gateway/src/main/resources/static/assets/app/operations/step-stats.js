// @ts-check
// The durations of each step, from the analytics of the last weeks.
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

const SLOW_FACTOR = 2;
/** Steps of some milliseconds vary by more than their duration, and nobody waits for that. */
const SLOW_AT_LEAST_MS = 1000;

/**
 * Whether a step takes much longer than one whose first attempt succeeds.
 *
 * @param {number} took
 * @param {number} usual 0 if it is not known
 */
export const isSlow = (took, usual) => usual > 0 && took > SLOW_FACTOR * usual && took > usual + SLOW_AT_LEAST_MS;

/**
 * Whether it waited for something outside, such as VMs that are to go: how long others waited says nothing about that.
 *
 * @param {{ entries?: Array<{ event: string }> }} stage
 */
export const waited = ({ entries = [] }) => entries.some(({ event }) => event === "WAITING");

/**
 * When a running operation usually ends, in milliseconds since the epoch; null if that is not known, or if it waits.
 *
 * @param {{ kind: string, entered_at?: string, updated_at: string }} operation
 * @param {Array<{ step: string | null, state: string, after?: string, entries?: Array<{ event: string }> }>} stages
 * @param {number} at now
 */
export function expectedEnd({ kind, entered_at: entered, updated_at: updated }, stages, at) {
  const running = stages.find(({ state }) => state === "running");
  if (running && waited(running)) return null;
  const coming = stages.filter(({ state, step }) => state === "coming" && step);
  const usual = (running ? [running, ...coming] : []).map(({ step }) => stepStatsOf(kind, step)?.usual_ms ?? null);
  if (usual.length === 0 || usual.includes(null)) return null;
  const [first, ...rest] = /** @type {number[]} */ (usual);
  const begun = Date.parse(entered ?? running?.after ?? updated);
  return rest.reduce((sum, ms) => sum + ms, Math.max(at, begun + first));
}
