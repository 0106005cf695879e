// @ts-check
// How many GPUs were free over the last 24 hours, by type.
import { get, withQuery } from "../core/api.js";
import { now } from "../core/clock.js";
import { h } from "../core/dom.js";
import { signal } from "../core/signal.js";
import { sparkLine } from "../charts/spark.js";

/** @import { Capacity } from "#api" */

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** @typedef {{ at: string, value: number }} Point */

/** By type; null before the first read. */
export const trends = signal(/** @type {Map<string, Point[]> | null} */ (null));
/** Whether the last read failed. */
const failed = signal(false);

export async function loadTrends() {
  const to = Math.ceil(now() / MINUTE_MS) * MINUTE_MS;
  try {
    /** @type {Capacity} */
    const { series } = await get(
      withQuery("/api/capacity", { from: new Date(to - DAY_MS).toISOString(), to: new Date(to).toISOString() }),
    );
    failed.set(false);
    trends.set(
      new Map(
        series
          .filter(({ pool }) => pool === undefined)
          .map((one) => [one.gpu_type ?? "", one.points.map(({ at, gpus }) => ({ at, value: gpus.free }))]),
      ),
    );
  } catch {
    failed.set(true);
    trends.update((before) => new Map(before ?? []));
  }
}

/** @param {string} type */
export function freeOverTime(type) {
  const points = trends.value?.get(type) ?? [];
  if (failed.value && points.length === 0) return h("span", { class: "dim" }, "could not be read");
  if (trends.value === null) return null;
  if (points.length < 2) return h("span", { class: "dim" }, "too new");
  const values = points.map(({ value }) => value);
  const title = `${type}, 24 h: from ${Math.min(...values)} to ${Math.max(...values)} GPUs free, ${values[0]} at first and ${values.at(-1)} at last`;
  return h("a", { href: withQuery("/capacity", { gpu_type: type }) }, sparkLine(points, title));
}
