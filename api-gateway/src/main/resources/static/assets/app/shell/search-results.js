// @ts-check
// The results of a search, and the choice among them with the arrow keys.
import { withQuery } from "../core/api.js";
import { count } from "../core/format.js";
import { isContract } from "../fleet/pools.js";

/** @import { Finding } from "#api" */

/** @type {Record<string, string>} */
const KINDS = { HOST: "Host", VM: "VM", TENANT: "Tenant", OWNER: "Owner", POOL: "Pool" };

/** @param {Finding} item */
export const kindOf = (item) => KINDS[item.kind] ?? item.kind;

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
 * Where a result is: its host and its pool, unless they are what was found.
 *
 * @param {Finding} item
 */
export const placeOf = ({ label, hostname, aggregate }) =>
  [hostname, aggregate].filter((name) => name && name !== label).join(" · ");

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
