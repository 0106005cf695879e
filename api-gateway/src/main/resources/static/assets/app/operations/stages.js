// The history of an operation as stages: consecutive entries of the same step, then the steps to come.
import { now } from "../core/clock.js";
import { needsOperator, stepOf } from "./progress.js";
import { happyPath } from "./workflows.js";

const FINISHED = new Set(["DONE", "SKIPPED"]);

/**
 * @return [{ key, step, entries, after, state: "done" | "failed" | "running" | "waiting" | "coming" | "note" }]; after is the
 *     end of the stage before
 */
export function stagesOf(operation) {
  const stages = [];
  let after = operation.created_at;
  for (const entry of operation.steps ?? []) {
    const last = stages.at(-1);
    if (!entry.step || entry.actor?.startsWith?.("worker:") === false)
      stages.push({ key: entry.seq, step: null, entries: [entry], state: "note" });
    else if (last?.step === entry.step) last.entries.push(entry);
    else stages.push({ key: entry.seq, step: entry.step, entries: [entry], after });
    after = entry.at;
  }
  for (const stage of stages) stage.state ??= stateOf(stage.entries.at(-1));
  if (operation.open) addComingStages(stages, operation, after);
  return stages;
}

function stateOf({ event, from_state: from, to_state: to }) {
  if (FINISHED.has(event)) return "done";
  return from === to ? "trying" : "failed";
}

/** Whether it waits for its next attempt. */
export const isBackingOff = ({ available_at: at, attempt }) => Boolean(at) && Date.parse(at) > now() && attempt > 0;

/** Adds the running step and, on the happy path, the steps after it. */
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
      stages.push({ key: `next-${next.step}`, step: next.step, entries: [], state: "coming" });
}
