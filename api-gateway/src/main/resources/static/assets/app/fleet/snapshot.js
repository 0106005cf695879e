// @ts-check
// The gateway's snapshot of the fleet: its generation and the age of each source.
import { signal } from "../core/signal.js";
import { get } from "../core/api.js";
import { formatTime } from "../core/format.js";

/** @import { Snapshot, SnapshotSource } from "#api" */

export const snapshot = signal(/** @type {Snapshot | null} */ (null));

/** @type {Record<string, string>} */
const NAMES = {
  aggregates: "pools",
  servers: "VMs",
  soft_deleted: "deleted VMs",
  migrations: "migrations",
  placement: "placement",
  flavors: "flavors",
  services: "services",
  projects: "projects",
  netbox: "NetBox",
};
const ORDER = Object.keys(NAMES);

/** @param {{ name: string }} source */
export const sourceName = ({ name }) => NAMES[name] ?? name;

/** Ignores the response if an event has brought a snapshot in the meantime. */
export async function loadSnapshot() {
  const before = snapshot.value;
  /** @type {Snapshot} */
  const loaded = await get("/api/snapshot");
  const isOutdated = snapshot.value !== before;
  if (!isOutdated) snapshot.set(loaded);
}

/** @param {SnapshotSource} source */
const rank = ({ name }) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);

/** All sources, the most important first; unknown ones last. */
export const sources = () => [...(snapshot.value?.sources ?? [])].sort((a, b) => rank(a) - rank(b));

const staleSources = () => sources().filter((source) => source.state === "STALE");

/**
 * Whether a source is stale.
 *
 * @param {string} name
 */
export const isStale = (name) => staleSources().some((source) => source.name === name);

/**
 * Whether the latest read showed most of a source: the rest keeps its values from before, for as long as it is stale.
 *
 * @param {SnapshotSource} source
 */
export const isPartial = ({ state, read_at: readAt, stale_since: since }) =>
  state === "STALE" && !!readAt && !!since && Date.parse(since) < Date.parse(readAt);

/**
 * Why a source is stale, without the time, which is shown beside it.
 *
 * @param {SnapshotSource} source
 */
export const sourceError = ({ trouble }) => (trouble ?? "no answer").replace(/ since (?:\d{4}-\d\d-\d\dT[\d:.]+Z|null)$/, "");

/** "pools, VMs not read since 14:03:21 (Nova answers 503)"; sources with the same error together. */
export function staleSentences() {
  /** @type {Map<string, SnapshotSource[]>} */
  const groups = new Map();
  for (const source of staleSources()) groups.set(sourceError(source), [...(groups.get(sourceError(source)) ?? []), source]);
  return [...groups].map(([error, among]) => {
    const partial = among.find(isPartial);
    if (partial?.stale_since)
      return `${among.map(sourceName).join(", ")} incomplete since ${formatTime(partial.stale_since)} (${error})`;
    const [oldest] = among
      .flatMap(({ read_at: readAt }) => (readAt ? [readAt] : []))
      .sort((a, b) => Date.parse(a) - Date.parse(b));
    const since = oldest ? `not read since ${formatTime(oldest)}` : "never read";
    return `${among.map(sourceName).join(", ")} ${since} (${error})`;
  });
}
