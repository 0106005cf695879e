// The history of one operation as stages: runs of the same step, in the order in which they happened, then what is still to come.
import { now } from "../core/clock.js";
import { planOf, stepOf, waitsForPerson } from "./plans.js";

const RAN = new Set(["DONE", "SKIPPED"]);

/**
 * @return [{ key, step, entries, after, state: "done" | "failed" | "running" | "waiting" | "coming" | "note" }]; after is when
 *     what came before it ended
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
  if (operation.open) addRest(stages, operation, after);
  return stages;
}

function stateOf({ event, from_state: from, to_state: to }) {
  if (RAN.has(event)) return "done";
  return from === to ? "trying" : "failed";
}

/** Whether it stands still until its next try. */
export const waitsForTry = ({ available_at: at, attempt }) => Boolean(at) && Date.parse(at) > now() && attempt > 0;

/** The step that runs now, and on the straight way those after it. */
function addRest(stages, operation, after) {
  const plan = planOf(operation.kind);
  const at = plan.findIndex(({ state }) => state === operation.state);
  const step = stepOf(operation.kind, operation.state);
  const last = stages.filter((stage) => stage.step).at(-1);
  if (waitsForPerson(operation)) stages.push({ key: "person", step: "a person decides", entries: [], state: "waiting" });
  else if (step && last?.step === step && last.state === "trying") last.state = waitsForTry(operation) ? "waiting" : "running";
  else if (step) stages.push({ key: `now-${step}`, step, entries: [], after, state: "running" });
  if (at >= 0)
    for (const next of plan.slice(at + 1))
      stages.push({ key: `next-${next.step}`, step: next.step, entries: [], state: "coming" });
}
