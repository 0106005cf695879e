// The fleet as the gateway last told it: GPU types and the pools of the one on the board.
import { cell } from "../core/cell.js";
import { get, Problem } from "../core/api.js";
import { backOff, mayPass } from "../core/retry.js";
import { snapshot } from "./snapshot.js";

export const UNCLASSIFIED = "unclassified";
/** The last part of the address of the view of all types. */
export const ALL_TYPES = "all";
export const gpuTypes = cell(null);
/** state: "loading" before the first answer, then "ready", or "failed" with the problem */
export const fleet = cell(unread(null));
/** Why the board is older than what the gateway knows: { problem } or null while it is not. */
export const behind = cell(null);

const retry = backOff();
let wanted = null;
let running = null;
let again = false;
/** The oldest generation among the answers that are shown. */
let shown = -1;

function unread(gpuType) {
  return { state: "loading", gpuType, pools: [], contracts: [], contractSummary: null, outOfStock: [] };
}

/** @param gpuType null for the sums of all types alone */
export function showType(gpuType) {
  if (wanted === gpuType) return;
  wanted = gpuType;
  fleet.set(unread(gpuType));
  behind.set(null);
  retry.reset();
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
    const answers = await Promise.all([readTypes(), ...questions(gpuType)]);
    if (gpuType !== wanted) again = true;
    else {
      if (gpuType) fleet.set(drawn(gpuType, answers));
      settle(answers);
    }
  } catch (problem) {
    if (gpuType === wanted) fail(problem);
  }
}

async function readTypes() {
  const types = await get("/api/gpu-types");
  gpuTypes.set(types);
  return types;
}

function questions(gpuType) {
  if (!gpuType) return [];
  const type = encodeURIComponent(gpuType);
  const contracts = orNothing(get(`/api/contract-aggregates/${type}`));
  return gpuType === UNCLASSIFIED
    ? [null, contracts, get("/api/out-of-stock")]
    : [get(`/api/aggregates/${type}`), contracts, get(`/api/out-of-stock?gpu_type=${type}`)];
}

/** A type without contracts is no trouble. */
const orNothing = (answer) =>
  answer.catch((problem) => {
    if (problem instanceof Problem && problem.status === 404) return null;
    throw problem;
  });

function drawn(gpuType, [, pools, contracts, out]) {
  const targets = [...(pools?.pools ?? []), ...(contracts?.pools ?? [])];
  const arriving = new Set(targets.flatMap((pool) => pool.arriving ?? []).map((host) => host.hostname));
  return {
    state: "ready",
    gpuType,
    pools: pools?.pools ?? [],
    contracts: contracts?.pools ?? [],
    contractSummary: contracts?.gpu_summary ?? null,
    // A host between two pools stands in the one that it is on the way to.
    outOfStock: (out?.hosts ?? []).filter(
      (host) => !arriving.has(host.hostname) && (gpuType !== UNCLASSIFIED || !host.gpu_type),
    ),
  };
}

/** Answers of several generations, or of one that the gateway has left behind, are read again until they are one picture. */
function settle(answers) {
  const generations = answers.filter(Boolean).map((answer) => answer.generation ?? 0);
  const newest = Math.max(snapshot.value?.generation ?? 0, ...generations);
  shown = Math.min(...generations);
  if (shown < newest) {
    if (retry.failures > 0) behind.set({});
    retry.later(readFleet);
  } else {
    behind.set(null);
    retry.reset();
  }
}

/** What is on the board stays there while the gateway is away, and is said to be old. */
function fail(problem) {
  if (fleet.value.state === "ready" && problem.status !== 404) behind.set({ problem });
  else if (fleet.value.problem?.message !== problem.message) fleet.set({ ...unread(wanted), state: "failed", problem });
  if (mayPass(problem)) retry.later(readFleet);
}

snapshot.watch((now) => {
  const isFirst = running && shown < 0;
  if (now.generation !== shown && !isFirst) readFleet();
});
