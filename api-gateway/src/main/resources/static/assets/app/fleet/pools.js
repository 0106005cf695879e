// @ts-check
// Titles and order of pools.
import { count } from "../core/format.js";

/** @import { GpuCounts } from "#api" */

/** @typedef {{ name: string, pool?: string, nvlinks?: boolean }} PoolKind what names and orders a pool */

const KINDS = ["RUNPOD", "ON_DEMAND", "SPOT", "CONTRACT"];
const OUT_TITLE = "Out of stock";
/** @type {Record<string, string>} */
const TITLES = { RUNPOD: "RunPod", ON_DEMAND: "On-demand", SPOT: "Spot", CONTRACT: "Contract", OUT: OUT_TITLE };
const CONTRACT = /^contract-/i;

/** Why a host is out of stock, by the code of the API, in the order of the board. @type {Record<string, string>} */
export const REASON_TITLES = {
  NETBOX_STATUS: "Not active in NetBox",
  NO_AGGREGATE: "In no pool",
  SERVICE_DISABLED: "Compute service disabled",
  SERVICE_DOWN: "Compute service down",
  SEVERAL_POOLS: "In several pools",
};

/** @param {string} code */
export const reasonTitle = (code) => REASON_TITLES[code] ?? "Other reasons";

/** @param {PoolKind} pool */
export function kindTitle({ pool: kind, nvlinks, name }) {
  const title = kind === undefined ? name : (TITLES[kind] ?? kind);
  return nvlinks && kind !== "CONTRACT" ? `${title} NVLink` : title;
}

/** @param {string} name of a pool */
export const isContract = (name) => CONTRACT.test(name);

/**
 * The name of a contract without its prefix. A host in no pool is out of stock.
 *
 * @param {string} name
 */
export const contractName = (name) => (name === "" ? OUT_TITLE : name.replace(CONTRACT, ""));

/**
 * What hosts are withdrawn to: no pool.
 *
 * @type {import("#api").Pool}
 */
export const NO_POOL = {
  name: "",
  pool: /** @type {any} */ ("OUT"),
  nvlinks: false,
  hosts: [],
  arriving: [],
  gpu_summary: {
    hosts: 0,
    hosts_available: 0,
    hosts_in_use: 0,
    vm_count: 0,
    gpu_used: 0,
    gpu_capacity: 0,
    gpus: { free: 0, used: 0, sellable: 0, under_way: 0, out_of_stock: 0, total: 0 },
  },
};

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
