// The fleet as the gateway last told it: GPU types, the pools of the one on the board, the age of each source.
import { cell } from "../core/cell.js";
import { get, Problem } from "../core/api.js";

export const UNCLASSIFIED = "unclassified";
export const gpuTypes = cell(null);
export const snapshot = cell(null);
/** state: "loading" before the first answer, then "ready", or "failed" with the problem */
export const fleet = cell({ state: "loading", gpuType: null, pools: [], contracts: [], outOfStock: [] });

let wanted = null;
let running = null;
let again = false;

export function showType(gpuType) {
  if (wanted === gpuType) return;
  wanted = gpuType;
  fleet.set({ state: "loading", gpuType, pools: [], contracts: [], outOfStock: [] });
  readFleet();
}

/** One read at a time; what is asked for meanwhile is read once more after it. */
export function readFleet() {
  if (running) again = true;
  else
    running = read().finally(() => {
      running = null;
      if (again) {
        again = false;
        readFleet();
      }
    });
  return running;
}

async function read() {
  const gpuType = wanted;
  try {
    const type = encodeURIComponent(gpuType ?? "");
    const [types, pools, contracts, out] = await Promise.all([
      get("/api/gpu-types"),
      gpuType && gpuType !== UNCLASSIFIED ? get(`/api/aggregates/${type}`) : null,
      gpuType ? orNothing(get(`/api/contract-aggregates/${type}`)) : null,
      gpuType && gpuType !== UNCLASSIFIED ? get(`/api/out-of-stock?gpu_type=${type}`) : gpuType ? get("/api/out-of-stock") : null,
    ]);
    gpuTypes.set(types);
    if (gpuType !== wanted) again = true;
    else if (gpuType)
      fleet.set({
        state: "ready",
        gpuType,
        pools: pools?.pools ?? [],
        contracts: contracts?.pools ?? [],
        outOfStock: typed(out?.hosts ?? [], gpuType),
      });
  } catch (problem) {
    // What is on the board stays there while the gateway is away; the status bar tells how old it is.
    if (gpuType === wanted && fleet.value.state !== "ready") fleet.set({ ...fleet.value, state: "failed", problem });
  }
}

/** A type without contracts is no trouble. */
const orNothing = (answer) =>
  answer.catch((problem) => {
    if (problem instanceof Problem && problem.status === 404) return null;
    throw problem;
  });

const typed = (hosts, gpuType) => (gpuType === UNCLASSIFIED ? hosts.filter((host) => !host.gpu_type) : hosts);

export async function readSnapshot() {
  snapshot.set(await get("/api/snapshot"));
}

/** Whether a source's values are older than they should be. */
export const isStale = (name) =>
  snapshot.value?.sources?.some((source) => source.name === name && source.state === "STALE") ?? false;
