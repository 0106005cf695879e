// @ts-check
// The GPU types of the board: which there are, which opens first, and their sums over pools.
import { inOrder, isContract, kindTitle } from "./pools.js";

/** @import { FleetGpuTypes, FleetType, TypeCountsPoolCounts } from "#api" */

export const UNCLASSIFIED = "unclassified";
/** The path segment of the page of all types. */
export const ALL_TYPES = "all";

/** @typedef {Partial<FleetType> & { path: string, title: string }} TypeLink */

/**
 * The links between types. Unclassified pools sell no GPUs, but contracts with an unknown type have a board of their own.
 *
 * @param {FleetGpuTypes | null} fleet
 * @returns {TypeLink[]}
 */
export function typeLinks(fleet) {
  if (!fleet) return [];
  /** @type {TypeLink[]} */
  const list = fleet.gpu_types.map((type) => ({ ...type, path: type.gpu_type, title: type.gpu_type }));
  if (fleet.unclassified.pools.some(isContract))
    list.push({ path: UNCLASSIFIED, title: "Unclassified", hosts: fleet.unclassified.hosts });
  if (list.length > 1) list.unshift({ path: ALL_TYPES, title: "All types" });
  return list;
}

/**
 * The type to open without one in the address: the last used one, else the first.
 *
 * @param {FleetType[]} types
 * @param {string | null} last
 */
export const firstType = (types, last) =>
  types.find((type) => type.gpu_type === last)?.gpu_type ?? types[0]?.gpu_type ?? UNCLASSIFIED;

/**
 * The titles of the kinds of pools in which these types are sold, in the order of the board.
 *
 * @param {FleetType[]} types
 */
export const kindsOf = (types) => [...new Set(inOrder(types.flatMap((type) => type.sold_in)).map(kindTitle))];

/**
 * @param {FleetType} type
 * @param {string} kind
 */
export const poolsOf = (type, kind) => type.sold_in.filter((pool) => kindTitle(pool) === kind);

/** @param {TypeCountsPoolCounts[]} pools */
export const freeIn = (pools) => pools.reduce((sum, pool) => sum + pool.gpus.free, 0);
