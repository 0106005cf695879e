// What the kinds of operations are, as their workers describe them. Read once, and again when a state shows up that is not in it.
import { cell } from "../core/cell.js";
import { get } from "../core/api.js";
import { backOff, mayPass } from "../core/retry.js";
import { sentence } from "../core/format.js";

/** By kind: { title, states: by name, path: [{ state, step }] to the goal, goal: the state that it ends in }. */
export const workflows = cell(new Map());
const retry = backOff();
const asked = new Set();
let read = false;
let reading = false;

/** Never fails: without descriptions the board shows the names that the states have in the database. */
export async function readWorkflows() {
  reading = true;
  try {
    const { workflows: all = [] } = await get("/api/workflows");
    retry.reset();
    read = true;
    workflows.set(new Map(all.map((workflow) => [workflow.name, described(workflow)])));
  } catch (problem) {
    if (mayPass(problem)) retry.later(readWorkflows);
  } finally {
    reading = false;
  }
}

function described({ title, states: list, happy_path: names }) {
  const states = new Map(list.map((state) => [state.name, state]));
  const path = names.filter((name) => states.get(name)?.kind === "STEP").map((name) => ({ state: name, step: states.get(name).step }));
  return { title, states, path, goal: names.at(-1) };
}

/** What is said of that state: { title, kind, outcome, step, actions }; undefined if nothing is known of it. */
export function stateOf(kind, state) {
  const known = workflows.value.get(kind)?.states.get(state);
  if (!known && kind && state) lookAgain(`${kind}/${state}`);
  return known;
}

/** A worker of a later release may have registered since this page was opened. Asked once for each state, not at each drawing. */
function lookAgain(key) {
  if (!read || reading || asked.has(key)) return;
  asked.add(key);
  readWorkflows();
}

/** The states to success in order, with the step that runs in each. */
export const pathOf = (kind) => workflows.value.get(kind)?.path ?? [];

/** Whether that is the state to which the path leads. */
export const isGoal = ({ kind, state }) => workflows.value.get(kind)?.goal === state;

/** What people call that kind of operation. */
export const workflowTitle = (kind) => workflows.value.get(kind)?.title ?? sentence(kind);
