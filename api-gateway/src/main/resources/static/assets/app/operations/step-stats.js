// Median and p95 duration of each step, from the analytics of the last weeks.
import { signal } from "../core/signal.js";
import { get } from "../core/api.js";

export const stepStats = signal(new Map());

export async function loadStepStats() {
  const { kinds = [] } = await get("/api/analytics");
  stepStats.set(new Map(kinds.flatMap(({ kind, steps = [] }) => steps.map((step) => [`${kind}/${step.step}`, step]))));
}

/** { p50_ms, p95_ms }, or undefined if there are no runs. */
export const stepStatsOf = (kind, step) => stepStats.value.get(`${kind}/${step}`);
