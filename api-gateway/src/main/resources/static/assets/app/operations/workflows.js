// @ts-check
// The workflow descriptions that the workers register. Loaded at the start, and again for an unknown state.
import { signal } from "../core/signal.js";
import { get } from "../core/api.js";
import { createBackoff, isRetryable } from "../core/retry.js";
import { sentenceCase } from "../core/format.js";

/** @import { WorkflowDescription, WorkflowDescriptionRoute, WorkflowDescriptionState, Workflows } from "#api" */

/**
 * A workflow as the board uses it.
 *
 * @typedef {object} KnownWorkflow
 * @property {string} title
 * @property {Map<string, WorkflowDescriptionState>} states by name
 * @property {Array<{ state: string, step: string }>} path the happy path, without its end
 * @property {string | undefined} goal the end of the happy path
 * @property {WorkflowDescriptionRoute} route the names of the request's fields that hold the source and the target
 */

/** By kind. */
export const workflows = signal(/** @type {Map<string, KnownWorkflow>} */ (new Map()));
const retry = createBackoff();
/** @type {Set<string>} */
const requested = new Set();
let loaded = false;
let loading = false;

/** Never throws: without descriptions the board shows the names of the states. */
export async function loadWorkflows() {
  loading = true;
  try {
    /** @type {Workflows} */
    const { workflows: all } = await get("/api/workflows");
    retry.reset();
    loaded = true;
    workflows.set(new Map(all.map((workflow) => [workflow.name, fromDescription(workflow)])));
  } catch (problem) {
    if (isRetryable(problem)) retry.schedule(loadWorkflows);
  } finally {
    loading = false;
  }
}

/**
 * @param {WorkflowDescription} description
 * @returns {KnownWorkflow}
 */
function fromDescription({ title, states: list, happy_path: names, route }) {
  const states = new Map(list.map((state) => [state.name, state]));
  const path = names.flatMap((name) => {
    const { kind, step } = states.get(name) ?? {};
    return kind === "STEP" && step !== undefined ? [{ state: name, step }] : [];
  });
  return { title, states, path, goal: names.at(-1), route: route ?? {} };
}

/**
 * The description of a state; undefined if it is unknown.
 *
 * @param {string} kind
 * @param {string | undefined} state
 */
export function stateOf(kind, state) {
  const known = workflows.value.get(kind)?.states.get(state ?? "");
  if (!known && kind && state) reloadOnce(`${kind}/${state}`);
  return known;
}

/**
 * A newer worker may have registered since the page was opened. Loads once for each unknown state, not at each render.
 *
 * @param {string} key
 */
function reloadOnce(key) {
  if (!loaded || loading || requested.has(key)) return;
  requested.add(key);
  loadWorkflows();
}

/**
 * The states of the happy path with their steps, in order.
 *
 * @param {string} kind
 */
export const happyPath = (kind) => workflows.value.get(kind)?.path ?? [];

/**
 * The names of the request's fields that hold the source and the target; each may be missing.
 *
 * @param {string} kind
 * @returns {WorkflowDescriptionRoute}
 */
export const routeFields = (kind) => workflows.value.get(kind)?.route ?? {};

/**
 * Whether it ended at the end of the happy path.
 *
 * @param {{ kind: string, state: string }} operation
 */
export const isGoal = ({ kind, state }) => workflows.value.get(kind)?.goal === state;

/**
 * The title of a kind of operation.
 *
 * @param {string} kind
 */
export const workflowTitle = (kind) => workflows.value.get(kind)?.title ?? sentenceCase(kind);
