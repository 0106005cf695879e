// @ts-check
// The results of a search, and the choice among them with the arrow keys.
import { withQuery } from "../core/api.js";
import { count } from "../core/format.js";
import { isContract } from "../fleet/pools.js";

/** @import { Finding } from "#api" */

/**
 * A line of the results: a host that was found in several ways is one line.
 *
 * @typedef {{ item: Finding, title: string, why: string }} Result
 */
/** @typedef {{ title: string, results: Result[] }} ResultGroup */

/** By kind: the title of its group, and what is told of why it was found. @type {Record<string, [string, (item: Finding) => string]>} */
const KINDS = {
  HOST: ["Hosts", () => ""],
  TENANT: ["Hosts", (item) => `tenant ${item.label}`],
  OWNER: ["Hosts", (item) => `owner ${item.label}`],
  POOL: ["Pools", () => ""],
  VM: ["VMs", (item) => (item.field === "vm_id" ? `id ${item.vm_id}` : "")],
};

/**
 * Groups in the order in which the gateway found them.
 *
 * @param {Finding[]} items
 * @returns {ResultGroup[]}
 */
export function groupsOf(items) {
  /** @type {Map<string, Map<string, Result>>} */
  const groups = new Map();
  for (const item of items) {
    const [group, whyOf] = KINDS[item.kind] ?? [item.kind, () => ""];
    const isHost = group === KINDS.HOST[0] && item.hostname !== undefined;
    const title = isHost && item.kind !== "HOST" ? (item.hostname ?? "") : item.label;
    const results = groups.get(group) ?? new Map();
    groups.set(group, results);
    const key = isHost ? item.hostname : `${item.kind}/${item.vm_id ?? item.label}/${item.hostname}`;
    const before = results.get(key);
    const why = [before?.why, whyOf(item)].filter(Boolean).join(", ");
    results.set(key, { item: before?.item ?? item, title, why });
  }
  return [...groups].map(([title, results]) => ({ title, results: [...results.values()] }));
}

/**
 * The address of a result on the board.
 *
 * @param {Finding} item
 */
export function resultUrl(item) {
  const type = encodeURIComponent(item.gpu_type ?? "unclassified");
  const contract = isContract(item.aggregate ?? "") ? item.aggregate : undefined;
  return withQuery(`/board/${type}`, { host: item.hostname, contract, vms: item.kind === "VM" ? item.hostname : undefined });
}

/**
 * Where a result is: its host and its pool, unless they are its title.
 *
 * @param {Result} result
 */
export const placeOf = ({ title, item: { hostname, aggregate } }) =>
  [hostname, aggregate].filter((name) => name && name !== title).join(" · ");

/**
 * @param {number} shown the number of results in the box
 * @param {number} total
 */
export function summaryOf(shown, total) {
  if (total === 0) return "Nothing found";
  return total > shown ? `All ${count(total, "result")}` : count(total, "result");
}

/**
 * The option after an arrow key. The choice wraps around; before the first key none is chosen (-1).
 *
 * @param {"ArrowDown" | "ArrowUp"} key
 * @param {number} at
 * @param {number} options
 */
export function nextOption(key, at, options) {
  if (options === 0) return -1;
  if (at < 0) return key === "ArrowDown" ? 0 : options - 1;
  return (at + (key === "ArrowDown" ? 1 : -1) + options) % options;
}
