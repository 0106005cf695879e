// @ts-check
// The filters of the history, between the address and the API.

/** @import { WorkflowDescriptionState } from "#api" */

export const FILTERS = /** @type {const} */ (["state", "kind", "host", "user", "from", "to", "batch_id", "open", "q"]);

/**
 * The filters as parameters of the API. Days are days in the user's time zone; the last day is included.
 *
 * @param {URLSearchParams} query of the address
 * @returns {Record<string, string | undefined>}
 */
export function filtersOf(query) {
  const filters = Object.fromEntries(FILTERS.map((name) => [name, query.get(name) ?? undefined]));
  if (filters.from) filters.from = startOf(filters.from, 0);
  if (filters.to) filters.to = startOf(filters.to, 1);
  return filters;
}

/**
 * @param {string} day 2026-11-28
 * @param {number} later days
 */
function startOf(day, later) {
  const [year, month, date] = day.split("-").map(Number);
  const start = new Date(year, month - 1, date + later);
  return Number.isNaN(start.getTime()) ? undefined : start.toISOString();
}

/**
 * The states that are useful as a filter: those that wait for an operator, then final ones. Each name once.
 *
 * @param {Iterable<{ states: Map<string, WorkflowDescriptionState> }>} workflows
 */
export function filterStates(workflows) {
  const states = [...workflows].flatMap((workflow) => [...workflow.states.values()]);
  /** @param {string} kind */
  const named = (kind) => states.filter((state) => state.kind === kind).map((state) => state.name);
  return [...new Set([...named("WAITING"), ...named("END")])];
}
