// @ts-check
// The attempts of a step, each with its notes. Attempts with the same result are grouped.
import { withoutVariableParts } from "./answer-text.js";

/** @import { Entry } from "#events" */

/** @typedef {{ notes: Entry[], entry?: Entry }} Attempt entry: missing while the attempt is running */
/** @typedef {Attempt & { number: number }} NumberedAttempt */

const NOTED = "NOTED";

/** @param {Entry[]} entries of one step */
export function attemptsOf(entries) {
  /** @type {Attempt[]} */
  const attempts = [];
  /** @type {Entry[]} */
  let notes = [];
  for (const entry of entries) {
    if (entry.event === NOTED) notes.push(entry);
    else {
      attempts.push({ notes, entry });
      notes = [];
    }
  }
  if (notes.length > 0) attempts.push({ notes });
  return attempts;
}

/**
 * Attempts grouped by result, ordered by the first of each group.
 *
 * @param {Attempt[]} attempts
 */
export function groupAttempts(attempts) {
  /** @type {Map<string, NumberedAttempt[]>} */
  const groups = new Map();
  attempts.forEach((attempt, index) => {
    const key = resultOf(attempt);
    const known = groups.get(key) ?? [];
    known.push({ ...attempt, number: attempt.entry?.attempt || index + 1 });
    groups.set(key, known);
  });
  return [...groups.values()];
}

/** @param {Attempt} attempt */
function resultOf({ notes, entry }) {
  const { why, calls = [] } = entry?.detail ?? {};
  return withoutVariableParts(
    JSON.stringify([
      entry?.event,
      entry?.from_state,
      entry?.to_state,
      why,
      notes.map((note) => note.detail?.why),
      calls.map(({ command, answer }) => [command, answer]),
    ]),
  );
}

/**
 * Attempts 1–4 · failed; a step that waits looks several times within one attempt.
 *
 * @param {{ number: number }[]} group
 * @param {string} result in words
 */
export function attemptsTitle(group, result) {
  const numbers = group.map(({ number }) => number);
  const isOne = new Set(numbers).size === 1;
  const times = isOne && group.length > 1 ? `, ${group.length} times` : "";
  return `${isOne ? "Attempt" : "Attempts"} ${ranges(numbers)} · ${result}${times}`;
}

/**
 * 1–4, 6, 8–10
 *
 * @param {number[]} numbers
 */
export function ranges(numbers) {
  /** @type {Array<[number, number]>} */
  const parts = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = parts.at(-1);
    if (last && number <= last[1] + 1) last[1] = number;
    else parts.push([number, number]);
  }
  return parts.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(", ");
}
