// Which picture of the fleet the gateway has, and how old what each source said is.
import { cell } from "../core/cell.js";
import { get } from "../core/api.js";
import { moment } from "../core/format.js";

export const snapshot = cell(null);

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

export async function readSnapshot() {
  const before = snapshot.value;
  const news = await get("/api/snapshot");
  const overtaken = snapshot.value !== before;
  if (!overtaken) snapshot.set(news);
}

/** All of them, in the order in which people ask for them. */
export const sources = () =>
  [...(snapshot.value?.sources ?? [])].sort((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name));

const stale = () => sources().filter((source) => source.state === "STALE");

/** Whether a source's values are older than they should be. */
export const isStale = (name) => stale().some((source) => source.name === name);

/** Why it is stale, without the time that is told beside it. */
export const troubleOf = ({ trouble }) => (trouble ?? "no answer").replace(/ since \d{4}-\d\d-\d\dT[\d:.]+Z$/, "");

/** "pools, VMs not read since 14:03:21 (Nova answers 503)"; those with the same trouble together. */
export function staleSentences() {
  const groups = new Map();
  for (const source of stale()) groups.set(troubleOf(source), [...(groups.get(troubleOf(source)) ?? []), source]);
  return [...groups].map(([trouble, among]) => {
    const oldest = among.map((source) => source.read_at).sort((a, b) => Date.parse(a) - Date.parse(b))[0];
    const since = oldest ? `not read since ${moment(oldest)}` : "never read";
    return `${among.map(sourceName).join(", ")} ${since} (${trouble})`;
  });
}
