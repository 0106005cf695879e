// How far an operation is, what is being done and how it stands, by the description of its workflow.
import { words } from "../core/format.js";
import { isGoal, pathOf, stateOf } from "./workflows.js";

/** The kernel's own name for it in every workflow; said while no worker has described this one. */
const UNDESCRIBED_WAITING = "NEEDS_OPERATOR";
const OUTCOME_TONES = { SUCCESS: "good", UNDONE: "calm", FAILURE: "bad" };

/** The steps that a kind of operation takes when all goes well, in order. */
export const planOf = pathOf;

/** What is being done in this state, in a few words. */
export const doing = ({ kind, state }) => stateOf(kind, state)?.title ?? words(state);

function isWaiting(kind, state) {
  const known = stateOf(kind, state);
  return known ? known.kind === "WAITING" : state === UNDESCRIBED_WAITING;
}

/** Whether nothing goes on until somebody says how. */
export const waitsForPerson = (operation) => operation.open && isWaiting(operation.kind, operation.state);

/** The step that this state runs, or undefined. */
export const stepOf = (kind, state) => stateOf(kind, state)?.step;

const isStraight = (kind, state) => pathOf(kind).some((one) => one.state === state);

/** Whether it is on the straight way now. */
export const onPlan = ({ kind, state }) => isStraight(kind, state);

/** Whether operations in this state go on, for counts that do not say so. */
export function isOpenState(kind, state) {
  const known = stateOf(kind, state);
  return known ? known.kind !== "END" : state === UNDESCRIBED_WAITING;
}

/** The last state on the straight way that its history shows, or undefined. */
export function straightState({ kind, state }, steps) {
  const states = [...steps.flatMap((entry) => [entry.from_state, entry.to_state]), state];
  return states.findLast((one) => isStraight(kind, one));
}

/** How far it is on the straight way, also when it has left it: the steps done, and how many there are. */
export function progress({ kind, state, straight = state }) {
  const plan = pathOf(kind);
  const at = plan.findIndex((one) => one.state === straight);
  return { done: isGoal({ kind, state }) ? plan.length : Math.max(0, at), of: plan.length };
}

/** The colour of a state: busy, warn (off the straight way), attention, good, calm (undone as it should be, or not known) or bad. */
export function tone({ kind, state, open }) {
  if (isWaiting(kind, state)) return "attention";
  if (open) return !stateOf(kind, state) || isStraight(kind, state) ? "busy" : "warn";
  return OUTCOME_TONES[stateOf(kind, state)?.outcome] ?? "calm";
}

/** From where to where, or what is launched. */
export function routeOf({ kind, request = {} }) {
  if (kind === "migration") return { from: request.source_aggregate, to: request.target_aggregate };
  if (kind === "launch") return { to: request.image_name };
  return { to: request.network ?? "" };
}
