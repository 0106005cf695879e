// @ts-check
// The history of an operation as stages: consecutive entries of the same step, then the steps to come.
import { now } from "../core/clock.js";
import { needsOperator, stepOf } from "./progress.js";
import { happyPath } from "./workflows.js";

/** @import { Entry } from "#events" */

/** @typedef {"done" | "failed" | "running" | "waiting" | "trying" | "coming" | "note"} StageState trying: its last attempt did not finish it */

/**
 * @typedef {object} Stage
 * @property {string | number} key
 * @property {string | null} step null for a note
 * @property {Entry[]} entries
 * @property {string} [after] the end of the stage before
 * @property {StageState} state
 */

/**
 * What a stage is made of; an operation as the API shows it has it all.
 *
 * @typedef {{ kind: string, state: string, open: boolean, attempt: number, created_at?: string, available_at?: string | null,
 *   steps?: Entry[] }} OperationWithSteps
 */

const FINISHED = new Set(["DONE", "SKIPPED"]);

/**
 * @param {OperationWithSteps} operation
 * @returns {Stage[]}
 */
export function stagesOf(operation) {
  /** @type {Stage[]} */
  const stages = [];
  let after = operation.created_at;
  for (const entry of operation.steps ?? []) {
    const last = stages.at(-1);
    if (!entry.step || !entry.actor.startsWith("worker:"))
      stages.push({ key: entry.seq, step: null, entries: [entry], state: "note" });
    else if (last?.step === entry.step) {
      last.entries.push(entry);
      last.state = stateAfter(entry);
    } else stages.push({ key: entry.seq, step: entry.step, entries: [entry], after, state: stateAfter(entry) });
    after = entry.at;
  }
  if (operation.open) addComingStages(stages, operation, after);
  return stages;
}

/**
 * @param {Entry} entry the last one of its stage
 * @returns {StageState}
 */
function stateAfter({ event, from_state: from, to_state: to }) {
  if (FINISHED.has(event)) return "done";
  return from === to ? "trying" : "failed";
}

/**
 * Whether it waits for its next attempt.
 *
 * @param {{ available_at?: string | null, attempt: number }} operation
 */
export const isBackingOff = ({ available_at: at, attempt }) => Boolean(at) && Date.parse(at ?? "") > now() && attempt > 0;

/**
 * Adds the running step and, on the happy path, the steps after it.
 *
 * @param {Stage[]} stages
 * @param {OperationWithSteps} operation
 * @param {string | undefined} after
 */
function addComingStages(stages, operation, after) {
  const path = happyPath(operation.kind);
  const at = path.findIndex(({ state }) => state === operation.state);
  const step = stepOf(operation.kind, operation.state);
  const last = stages.filter((stage) => stage.step).at(-1);
  if (needsOperator(operation)) stages.push({ key: "person", step: "a person decides", entries: [], state: "waiting" });
  else if (step && last?.step === step && last.state === "trying") last.state = isBackingOff(operation) ? "waiting" : "running";
  else if (step) stages.push({ key: `now-${step}`, step, entries: [], after, state: "running" });
  if (at >= 0)
    for (const next of path.slice(at + 1))
      stages.push({ key: `next-${next.state}`, step: next.step, entries: [], state: "coming" });
}
