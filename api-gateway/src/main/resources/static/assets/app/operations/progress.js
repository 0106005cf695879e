// @ts-check
// The progress, label and colour of an operation, computed from the description of its workflow.
import { humanize } from "../core/format.js";
import { isGoal, happyPath, routeFields, stateOf } from "./workflows.js";

/** @import { WorkflowDescriptionState } from "#api" */

/** @typedef {"busy" | "warn" | "attention" | "good" | "taken" | "calm" | "bad"} Tone warn: not on the happy path; taken: a person took what was there; calm: rolled back, or unknown */
/** @typedef {{ kind: string, state: string }} InState */

/** The state that waits for an operator in workflows without a description. */
const UNDESCRIBED_WAITING = "NEEDS_OPERATOR";
/** @type {Record<NonNullable<WorkflowDescriptionState["outcome"]>, Tone>} */
const OUTCOME_TONES = { SUCCESS: "good", UNDONE: "calm", FAILURE: "bad" };

/**
 * What happens in this state, in a few words.
 *
 * @param {InState} operation
 */
export const stateLabel = ({ kind, state }) => stateOf(kind, state)?.title ?? humanize(state);

/**
 * @param {string} kind
 * @param {string} state
 */
function isWaiting(kind, state) {
  const known = stateOf(kind, state);
  return known ? known.kind === "WAITING" : state === UNDESCRIBED_WAITING;
}

/**
 * Whether the operation waits for an operator.
 *
 * @param {InState & { open: boolean }} operation
 */
export const needsOperator = (operation) => operation.open && isWaiting(operation.kind, operation.state);

/**
 * The step that this state runs, or undefined.
 *
 * @param {string} kind
 * @param {string} state
 */
export const stepOf = (kind, state) => stateOf(kind, state)?.step;

/**
 * @param {string} kind
 * @param {string | undefined} state
 */
const onHappyPath = (kind, state) => happyPath(kind).some((one) => one.state === state);

/**
 * Whether its state is on the happy path.
 *
 * @param {InState} operation
 */
export const isOnHappyPath = ({ kind, state }) => onHappyPath(kind, state);

/**
 * Whether operations in this state are open.
 *
 * @param {string} kind
 * @param {string} state
 */
export function isOpenState(kind, state) {
  const known = stateOf(kind, state);
  return known ? known.kind !== "END" : state === UNDESCRIBED_WAITING;
}

/**
 * The last state of its history that is on the happy path, or undefined.
 *
 * @param {InState} operation
 * @param {Array<{ from_state?: string, to_state: string }>} steps
 */
export function lastHappyPathState({ kind, state }, steps) {
  const states = [...steps.flatMap((entry) => [entry.from_state, entry.to_state]), state];
  return states.findLast((one) => onHappyPath(kind, one));
}

/**
 * The number of happy path steps that are done, and of all. An operation that left the path keeps its progress.
 *
 * @param {InState & { happyPathState?: string }} operation
 */
export function progress({ kind, state, happyPathState = state }) {
  const path = happyPath(kind);
  const at = path.findIndex((one) => one.state === happyPathState);
  return { done: isGoal({ kind, state }) ? path.length : Math.max(0, at), of: path.length };
}

/**
 * The colour of a state.
 *
 * @param {InState & { open: boolean }} operation
 * @returns {Tone}
 */
export function tone({ kind, state, open }) {
  if (isWaiting(kind, state)) return "attention";
  if (open) return !stateOf(kind, state) || onHappyPath(kind, state) ? "busy" : "warn";
  const outcome = stateOf(kind, state)?.outcome;
  // What was asked for is at the end of the happy path alone; another good end is what a person took, such as "adopted".
  if (outcome === "SUCCESS" && !isGoal({ kind, state })) return "taken";
  return outcome ? (OUTCOME_TONES[outcome] ?? "calm") : "calm";
}

/**
 * The source and target of an operation, from the fields of the request that its workflow names.
 *
 * @param {{ kind: string, request?: Record<string, unknown> }} operation
 */
export function routeOf({ kind, request = {} }) {
  const { from, to } = routeFields(kind);
  /** @param {string | undefined} field */
  const text = (field) => {
    const value = field === undefined ? undefined : request[field];
    return value === undefined || value === null ? undefined : String(value);
  };
  return { from: text(from), to: text(to) ?? "" };
}
