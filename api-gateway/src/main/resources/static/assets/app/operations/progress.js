// The progress, label and colour of an operation, computed from the description of its workflow.
import { humanize } from "../core/format.js";
import { isGoal, happyPath, routeFields, stateOf } from "./workflows.js";

/** The state that waits for an operator in workflows without a description. */
const UNDESCRIBED_WAITING = "NEEDS_OPERATOR";
const OUTCOME_TONES = { SUCCESS: "good", UNDONE: "calm", FAILURE: "bad" };

/** What happens in this state, in a few words. */
export const stateLabel = ({ kind, state }) => stateOf(kind, state)?.title ?? humanize(state);

function isWaiting(kind, state) {
  const known = stateOf(kind, state);
  return known ? known.kind === "WAITING" : state === UNDESCRIBED_WAITING;
}

/** Whether the operation waits for an operator. */
export const needsOperator = (operation) => operation.open && isWaiting(operation.kind, operation.state);

/** The step that this state runs, or undefined. */
export const stepOf = (kind, state) => stateOf(kind, state)?.step;

const onHappyPath = (kind, state) => happyPath(kind).some((one) => one.state === state);

/** Whether its state is on the happy path. */
export const isOnHappyPath = ({ kind, state }) => onHappyPath(kind, state);

/** Whether operations in this state are open. */
export function isOpenState(kind, state) {
  const known = stateOf(kind, state);
  return known ? known.kind !== "END" : state === UNDESCRIBED_WAITING;
}

/** The last state of its history that is on the happy path, or undefined. */
export function lastHappyPathState({ kind, state }, steps) {
  const states = [...steps.flatMap((entry) => [entry.from_state, entry.to_state]), state];
  return states.findLast((one) => onHappyPath(kind, one));
}

/** The number of happy path steps that are done, and of all. An operation that left the path keeps its progress. */
export function progress({ kind, state, happyPathState = state }) {
  const path = happyPath(kind);
  const at = path.findIndex((one) => one.state === happyPathState);
  return { done: isGoal({ kind, state }) ? path.length : Math.max(0, at), of: path.length };
}

/** The colour of a state: busy, warn (not on the happy path), attention, good, calm (rolled back, or unknown) or bad. */
export function tone({ kind, state, open }) {
  if (isWaiting(kind, state)) return "attention";
  if (open) return !stateOf(kind, state) || onHappyPath(kind, state) ? "busy" : "warn";
  return OUTCOME_TONES[stateOf(kind, state)?.outcome] ?? "calm";
}

/** The source and target of an operation, from the fields of the request that its workflow names. */
export function routeOf({ kind, request = {} }) {
  const { from, to } = routeFields(kind);
  return { from: request[from], to: request[to] ?? "" };
}
