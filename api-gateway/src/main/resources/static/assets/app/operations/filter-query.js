// @ts-check
// The filters of the history, between the address and the API.
import { now } from "../core/clock.js";

/** @import { WorkflowDescriptionState } from "#api" */
/** @import { WrongParameter } from "../core/address.js" */

export const FILTERS = /** @type {const} */ (["state", "kind", "host", "pool", "user", "from", "to", "batch_id", "open", "q"]);

/** @typedef {typeof FILTERS[number]} FilterName */

const DAY = /^\d{4}-\d\d-\d\d$/;
const AGE = /^([1-9]\d{0,3})(min|h|d)$/;
/** @type {Record<string, number>} */
const UNIT_MS = { min: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * The filters as parameters of the API. Days are days in the user's time zone; the last day is included. A begin may be how long ago.
 *
 * @param {URLSearchParams} query of the address
 * @returns {Record<string, string | undefined>}
 */
export function filtersOf(query) {
  const filters = Object.fromEntries(FILTERS.map((name) => [name, query.get(name) ?? undefined]));
  if (filters.from) filters.from = ageAgo(filters.from) ?? startOf(filters.from, 0);
  if (filters.to) filters.to = startOf(filters.to, 1);
  return filters;
}

/** @param {string} text such as 24h */
function ageAgo(text) {
  const [, number, unit] = AGE.exec(text) ?? [];
  return number ? new Date(now() - Number(number) * UNIT_MS[unit]).toISOString() : undefined;
}

/**
 * @param {string} day 2026-11-28
 * @param {number} later days
 */
function startOf(day, later) {
  if (!DAY.test(day)) return undefined;
  const [year, month, date] = day.split("-").map(Number);
  return isDay(year, month, date) ? new Date(year, month - 1, date + later).toISOString() : undefined;
}

/**
 * @param {number} year
 * @param {number} month
 * @param {number} date
 */
const isDay = (year, month, date) => new Date(year, month - 1, date).getDate() === date && month >= 1 && month <= 12;

/**
 * The values that are possible, as far as they are known.
 *
 * @typedef {{ states: readonly string[], kinds: readonly string[] }} Choices empty while the workflows are not loaded
 */

/**
 * What is wrong with the values of the filters. A wrong one would find nothing, or be left out and show everything.
 *
 * @param {URLSearchParams} query
 * @param {Choices} choices
 * @returns {WrongParameter[]} each with a sentence
 */
export const wrongValues = (query, choices) =>
  FILTERS.flatMap((name) => {
    const value = query.get(name);
    const text = value ? wrongValue(name, value, choices) : null;
    return text ? [{ name, text }] : [];
  });

/**
 * @param {FilterName} name
 * @param {string} value
 * @param {Choices} choices
 * @returns {string | null} a sentence
 */
export function wrongValue(name, value, { states, kinds }) {
  if (name === "state" && states.length > 0 && !states.includes(value))
    return `No workflow has the state “${value}”. There are ${states.map(typed).join(", ")}.`;
  if (name === "kind" && kinds.length > 0 && !kinds.includes(value))
    return `No workflow is named “${value}”. There are ${kinds.join(", ")}.`;
  if (name === "open" && !["true", "false"].includes(value)) return `“${value}” is neither open nor ended.`;
  if (name === "from" && !ageAgo(value) && !startOf(value, 0))
    return `“${value}” is no begin: write how long ago, such as 24h or 7d, or a day, such as 2026-11-28.`;
  if (name === "to" && !startOf(value, 1)) return `“${value}” is no day: write it as 2026-11-28.`;
  return null;
}

/**
 * A state as one types it: needs-operator.
 *
 * @param {string} state
 */
export const typed = (state) => state.toLowerCase().replaceAll("_", "-");

/**
 * The states that are useful as a filter: those that wait for an operator, then final ones, then all others. Each name once.
 *
 * @param {Iterable<{ states: Map<string, WorkflowDescriptionState> }>} workflows
 */
export function filterStates(workflows) {
  const states = [...workflows].flatMap((workflow) => [...workflow.states.values()]);
  /** @param {string} kind */
  const named = (kind) => states.filter((state) => state.kind === kind).map((state) => state.name);
  return [...new Set([...named("WAITING"), ...named("END"), ...named("STEP")])];
}
