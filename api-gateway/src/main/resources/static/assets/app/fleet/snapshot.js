// The gateway's snapshot of the fleet: its generation and the age of each source.
import { signal } from "../core/signal.js";
import { get } from "../core/api.js";
import { formatTime } from "../core/format.js";

export const snapshot = signal(null);

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

export const sourceName = ({ name }) => NAMES[name] ?? name;

export async function loadSnapshot() {
  const before = snapshot.value;
  const loaded = await get("/api/snapshot");
  const isOutdated = snapshot.value !== before;
  if (!isOutdated) snapshot.set(loaded);
}

/** All sources, the most important first. */
export const sources = () => [...(snapshot.value?.sources ?? [])].sort((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name));

const staleSources = () => sources().filter((source) => source.state === "STALE");

/** Whether a source is stale. */
export const isStale = (name) => staleSources().some((source) => source.name === name);

/** Why a source is stale, without the time, which is shown beside it. */
export const sourceError = ({ trouble }) => (trouble ?? "no answer").replace(/ since \d{4}-\d\d-\d\dT[\d:.]+Z$/, "");

/** "pools, VMs not read since 14:03:21 (Nova answers 503)"; sources with the same error together. */
export function staleSentences() {
  const groups = new Map();
  for (const source of staleSources()) groups.set(sourceError(source), [...(groups.get(sourceError(source)) ?? []), source]);
  return [...groups].map(([error, among]) => {
    const oldest = among.map((source) => source.read_at).sort((a, b) => Date.parse(a) - Date.parse(b))[0];
    const since = oldest ? `not read since ${formatTime(oldest)}` : "never read";
    return `${among.map(sourceName).join(", ")} ${since} (${error})`;
  });
}
