// The workflow descriptions that the workers register. Loaded at the start, and again for an unknown state.
import { signal } from "../core/signal.js";
import { get } from "../core/api.js";
import { createBackoff, isRetryable } from "../core/retry.js";
import { sentenceCase } from "../core/format.js";

/** By kind: { title, states: by name, path: [{ state, step }] of the happy path, goal: its final state, route: { from, to } }. */
export const workflows = signal(new Map());
const retry = createBackoff();
const requested = new Set();
let loaded = false;
let loading = false;

/** Never throws: without descriptions the board shows the names of the states. */
export async function loadWorkflows() {
  loading = true;
  try {
    const { workflows: all = [] } = await get("/api/workflows");
    retry.reset();
    loaded = true;
    workflows.set(new Map(all.map((workflow) => [workflow.name, fromDescription(workflow)])));
  } catch (problem) {
    if (isRetryable(problem)) retry.schedule(loadWorkflows);
  } finally {
    loading = false;
  }
}

function fromDescription({ title, states: list, happy_path: names, route }) {
  const states = new Map(list.map((state) => [state.name, state]));
  const path = names
    .filter((name) => states.get(name)?.kind === "STEP")
    .map((name) => ({ state: name, step: states.get(name).step }));
  return { title, states, path, goal: names.at(-1), route: route ?? {} };
}

/** The description of a state: { title, kind, outcome, step, actions }; undefined if it is unknown. */
export function stateOf(kind, state) {
  const known = workflows.value.get(kind)?.states.get(state);
  if (!known && kind && state) reloadOnce(`${kind}/${state}`);
  return known;
}

/** A newer worker may have registered since the page was opened. Loads once for each unknown state, not at each render. */
function reloadOnce(key) {
  if (!loaded || loading || requested.has(key)) return;
  requested.add(key);
  loadWorkflows();
}

/** The states of the happy path with their steps, in order. */
export const happyPath = (kind) => workflows.value.get(kind)?.path ?? [];

/** The names of the request's fields that hold the source and the target; each may be missing. */
export const routeFields = (kind) => workflows.value.get(kind)?.route ?? {};

/** Whether it ended at the end of the happy path. */
export const isGoal = ({ kind, state }) => workflows.value.get(kind)?.goal === state;

/** The title of a kind of operation. */
export const workflowTitle = (kind) => workflows.value.get(kind)?.title ?? sentenceCase(kind);
