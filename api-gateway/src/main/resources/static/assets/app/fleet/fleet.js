// @ts-check
// The fleet as last read from the gateway: all GPU types, and the pools of the type on the board.
import { signal } from "../core/signal.js";
import { asError, get, hasStatus } from "../core/api.js";
import { createBackoff, isRetryable } from "../core/retry.js";
import { withNumbers } from "./gpu-types.js";
import { snapshot } from "./snapshot.js";
import { UNCLASSIFIED } from "./type-list.js";

/** @import { FleetGpuTypes, FleetOutOfStock, FleetTypePools, Host, Pool, Summary } from "#api" */

/**
 * The pools and hosts of one GPU type.
 *
 * @typedef {object} Fleet
 * @property {"loading" | "ready" | "failed"} state loading: before the first response
 * @property {string | null} gpuType
 * @property {Pool[]} pools
 * @property {Pool[]} contracts
 * @property {Summary | null} contractSummary
 * @property {Host[]} outOfStock
 * @property {Error} [problem] why it failed
 */

export const gpuTypes = signal(/** @type {FleetGpuTypes | null} */ (null));
export const fleet = signal(loadingState(null));
/** Set while the board is older than the gateway's snapshot. */
export const outdated = signal(/** @type {{ problem?: Error } | null} */ (null));

const backoff = createBackoff();
/** @type {string | null} */
let requestedType = null;
/** @type {Promise<void> | null} */
let running = null;
let reloadRequested = false;
/** Set while the page waits for its events: what is loaded before them would have to be loaded again. */
let held = false;
/** The oldest generation of the shown responses. */
let shownGeneration = -1;

/**
 * @param {string | null} gpuType
 * @returns {Fleet}
 */
function loadingState(gpuType) {
  return { state: "loading", gpuType, pools: [], contracts: [], contractSummary: null, outOfStock: [] };
}

/** @param {string | null} gpuType null for the totals of all types only */
export function showType(gpuType) {
  if (requestedType === gpuType) return;
  requestedType = gpuType;
  fleet.set(loadingState(gpuType));
  outdated.set(null);
  backoff.reset();
  loadFleet();
}

/** From now on nothing is loaded until {@link releaseFleet} is called. */
export const holdFleet = () => void (held = true);

/** Loads the fleet, for which the page had to wait. */
export function releaseFleet() {
  held = false;
  return loadFleet();
}

/** One load at a time; a call during a load causes one more load after it. */
export function loadFleet() {
  if (held) return Promise.resolve();
  if (running) reloadRequested = true;
  else
    running = load().finally(() => {
      running = null;
      if (reloadRequested) {
        reloadRequested = false;
        loadFleet();
      }
    });
  return running;
}

async function load() {
  const gpuType = requestedType;
  try {
    const answers = await requestAll(gpuType);
    if (gpuType !== requestedType) reloadRequested = true;
    else {
      if (gpuType) fleet.set(toFleet(gpuType, answers));
      reloadIfOutdated(answers);
    }
  } catch (problem) {
    if (gpuType === requestedType) handleProblem(problem);
  }
}

async function loadTypes() {
  const types = withNumbers(await get("/api/gpu-types"));
  gpuTypes.set(types);
  return types;
}

/**
 * @typedef {object} Answers
 * @property {FleetGpuTypes} types
 * @property {FleetTypePools | null} pools
 * @property {FleetTypePools | null} contracts a type without contracts has no such resource
 * @property {FleetOutOfStock | null} out
 */

/**
 * @param {string | null} gpuType
 * @returns {Promise<Answers>}
 */
async function requestAll(gpuType) {
  if (!gpuType) return { types: await loadTypes(), pools: null, contracts: null, out: null };
  const type = encodeURIComponent(gpuType);
  const isUnclassified = gpuType === UNCLASSIFIED;
  const [types, pools, contracts, out] = await Promise.all([
    loadTypes(),
    isUnclassified ? null : /** @type {Promise<FleetTypePools>} */ (get(`/api/aggregates/${type}?columns=false`)),
    nullIfNotFound(/** @type {Promise<FleetTypePools>} */ (get(`/api/contract-aggregates/${type}?columns=false`))),
    /** @type {Promise<FleetOutOfStock>} */ (get(isUnclassified ? "/api/out-of-stock" : `/api/out-of-stock?gpu_type=${type}`)),
  ]);
  return { types, pools, contracts, out };
}

/**
 * @template T
 * @param {Promise<T>} answer
 * @returns {Promise<T | null>}
 */
export const nullIfNotFound = (answer) =>
  answer.catch((problem) => {
    if (hasStatus(problem, 404)) return null;
    throw problem;
  });

/**
 * @param {string} gpuType
 * @param {Answers} answers
 * @returns {Fleet}
 */
function toFleet(gpuType, { pools, contracts, out }) {
  const targets = [...(pools?.pools ?? []), ...(contracts?.pools ?? [])];
  const arriving = new Set(targets.flatMap((pool) => pool.arriving ?? []).map((host) => host.hostname));
  return {
    state: "ready",
    gpuType,
    pools: pools?.pools ?? [],
    contracts: contracts?.pools ?? [],
    contractSummary: contracts?.gpu_summary ?? null,
    // A host between two pools is shown in its target.
    outOfStock: (out?.hosts ?? []).filter((host) => !arriving.has(host.hostname) && (gpuType !== UNCLASSIFIED || !host.gpu_type)),
  };
}

/**
 * Responses of different or old generations are loaded again until all have the newest one.
 *
 * @param {Answers} answers
 */
function reloadIfOutdated({ types, pools, contracts, out }) {
  const generations = [types, pools, contracts, out].flatMap((answer) => (answer ? [answer.generation] : []));
  const newest = Math.max(snapshot.value?.generation ?? 0, ...generations);
  shownGeneration = Math.min(...generations);
  if (shownGeneration < newest) {
    if (backoff.failures > 0) outdated.set({});
    backoff.schedule(loadFleet);
  } else {
    outdated.set(null);
    backoff.reset();
  }
}

/**
 * While the gateway is down, the board keeps what it shows and marks it as out of date.
 *
 * @param {unknown} thrown
 */
function handleProblem(thrown) {
  const problem = asError(thrown);
  if (fleet.value.state === "ready" && !hasStatus(problem, 404)) outdated.set({ problem });
  else if (fleet.value.problem?.message !== problem.message)
    fleet.set({ ...loadingState(requestedType), state: "failed", problem });
  if (isRetryable(problem)) backoff.schedule(loadFleet);
}

snapshot.subscribe((now) => {
  const isFirst = running && shownGeneration < 0;
  if (now?.generation !== shownGeneration && !isFirst) loadFleet();
});
