// The fleet as last read from the gateway: all GPU types, and the pools of the type on the board.
import { signal } from "../core/signal.js";
import { get, Problem } from "../core/api.js";
import { createBackoff, isRetryable } from "../core/retry.js";
import { snapshot } from "./snapshot.js";

export const UNCLASSIFIED = "unclassified";
/** The path segment of the page of all types. */
export const ALL_TYPES = "all";
export const gpuTypes = signal(null);
/** state: "loading" before the first response, then "ready", or "failed" with the problem */
export const fleet = signal(loadingState(null));
/** Set while the board is older than the gateway's snapshot: { problem }, or null. */
export const outdated = signal(null);

const backoff = createBackoff();
let requestedType = null;
let running = null;
let reloadRequested = false;
/** The oldest generation of the shown responses. */
let shownGeneration = -1;

function loadingState(gpuType) {
  return { state: "loading", gpuType, pools: [], contracts: [], contractSummary: null, outOfStock: [] };
}

/** @param gpuType null for the totals of all types only */
export function showType(gpuType) {
  if (requestedType === gpuType) return;
  requestedType = gpuType;
  fleet.set(loadingState(gpuType));
  outdated.set(null);
  backoff.reset();
  loadFleet();
}

/** One load at a time; a call during a load causes one more load after it. */
export function loadFleet() {
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
    const answers = await Promise.all([loadTypes(), ...poolRequests(gpuType)]);
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
  const types = await get("/api/gpu-types");
  gpuTypes.set(types);
  return types;
}

function poolRequests(gpuType) {
  if (!gpuType) return [];
  const type = encodeURIComponent(gpuType);
  const contracts = nullIfNotFound(get(`/api/contract-aggregates/${type}`));
  return gpuType === UNCLASSIFIED
    ? [null, contracts, get("/api/out-of-stock")]
    : [get(`/api/aggregates/${type}`), contracts, get(`/api/out-of-stock?gpu_type=${type}`)];
}

/** A type without contracts has no such resource. */
const nullIfNotFound = (answer) =>
  answer.catch((problem) => {
    if (problem instanceof Problem && problem.status === 404) return null;
    throw problem;
  });

function toFleet(gpuType, [, pools, contracts, out]) {
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

/** Responses of different or old generations are loaded again until all have the newest one. */
function reloadIfOutdated(answers) {
  const generations = answers.filter(Boolean).map((answer) => answer.generation ?? 0);
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

/** While the gateway is down, the board keeps what it shows and marks it as out of date. */
function handleProblem(problem) {
  if (fleet.value.state === "ready" && problem.status !== 404) outdated.set({ problem });
  else if (fleet.value.problem?.message !== problem.message)
    fleet.set({ ...loadingState(requestedType), state: "failed", problem });
  if (isRetryable(problem)) backoff.schedule(loadFleet);
}

snapshot.subscribe((now) => {
  const isFirst = running && shownGeneration < 0;
  if (now.generation !== shownGeneration && !isFirst) loadFleet();
});
