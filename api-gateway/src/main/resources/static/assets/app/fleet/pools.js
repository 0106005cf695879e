// @ts-check
// Titles and order of pools.
import { count } from "../core/format.js";

/** @import { GpuCounts } from "#api" */

/** @typedef {{ name: string, pool?: string, nvlinks?: boolean }} PoolKind what names and orders a pool */

const KINDS = ["RUNPOD", "ON_DEMAND", "SPOT", "CONTRACT"];
/** @type {Record<string, string>} */
const TITLES = { RUNPOD: "RunPod", ON_DEMAND: "On-demand", SPOT: "Spot", CONTRACT: "Contract" };
const CONTRACT = /^contract-/i;

/** @param {PoolKind} pool */
export function kindTitle({ pool: kind, nvlinks, name }) {
  const title = kind === undefined ? name : (TITLES[kind] ?? kind);
  return nvlinks && kind !== "CONTRACT" ? `${title} NVLink` : title;
}

/** @param {string} name of a pool */
export const isContract = (name) => CONTRACT.test(name);

/**
 * The name of a contract without its prefix.
 *
 * @param {string} name
 */
export const contractName = (name) => name.replace(CONTRACT, "");

/** @param {PoolKind} pool */
const rank = ({ pool }) => (KINDS.includes(pool ?? "") ? KINDS.indexOf(pool ?? "") : KINDS.length);

/**
 * By kind, NVLink after its own kind, then by name. Pools of an unknown kind come last.
 *
 * @template {PoolKind} P
 * @param {P[]} pools
 */
export const inOrder = (pools) =>
  [...pools].sort(
    (a, b) => rank(a) - rank(b) || Number(Boolean(a.nvlinks)) - Number(Boolean(b.nvlinks)) || a.name.localeCompare(b.name),
  );

/**
 * The GPU totals in a sentence, with units.
 *
 * @param {GpuCounts} counts
 */
export const gpuSentence = ({ free, used, sellable, under_way: underWay, out_of_stock: out }) =>
  [
    `${count(free, "GPU")} free`,
    `${used} used of ${sellable} that can be sold`,
    underWay > 0 && `${underWay} on hosts under way`,
    out > 0 && `${out} out of stock`,
  ]
    .filter(Boolean)
    .join(", ");
