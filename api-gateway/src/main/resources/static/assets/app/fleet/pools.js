// Titles and order of pools.
import { count } from "../core/format.js";

const KINDS = ["RUNPOD", "ON_DEMAND", "SPOT", "CONTRACT"];
const TITLES = { RUNPOD: "RunPod", ON_DEMAND: "On-demand", SPOT: "Spot", CONTRACT: "Contract" };

export const kindTitle = (pool) =>
  pool.nvlinks && pool.pool !== "CONTRACT" ? `${TITLES[pool.pool] ?? pool.pool} NVLink` : (TITLES[pool.pool] ?? pool.pool);

/** The name of a contract without its prefix. */
export const contractName = (name) => name.replace(/^contract-/i, "");

export const inOrder = (pools) =>
  [...pools].sort(
    (a, b) =>
      KINDS.indexOf(a.pool) - KINDS.indexOf(b.pool) ||
      Number(Boolean(a.nvlinks)) - Number(Boolean(b.nvlinks)) ||
      a.name.localeCompare(b.name),
  );

/** The GPU totals in a sentence, with units. */
export const gpuSentence = ({ free, used, sellable, under_way: underWay, out_of_stock: out }) =>
  [
    `${count(free, "GPU")} free`,
    `${used} used of ${sellable} that can be sold`,
    underWay > 0 && `${underWay} on hosts under way`,
    out > 0 && `${out} out of stock`,
  ]
    .filter(Boolean)
    .join(", ");
