// The attempts of a step, each with its notes. Attempts with the same result are grouped.
import { withoutVariableParts } from "./answer-text.js";

const NOTED = "NOTED";

/** [{ notes, entry }]; entry is undefined while an attempt is running */
export function attemptsOf(entries) {
  const attempts = [];
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

/** Attempts grouped by result, ordered by the first of each group: [[{ notes, entry, number }]] */
export function groupAttempts(attempts) {
  const groups = new Map();
  attempts.forEach((attempt, index) => {
    const key = resultOf(attempt);
    const known = groups.get(key) ?? [];
    known.push({ ...attempt, number: attempt.entry?.attempt || index + 1 });
    groups.set(key, known);
  });
  return [...groups.values()];
}

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

/** 1–4, 6, 8–10 */
export function ranges(numbers) {
  const parts = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = parts.at(-1);
    if (last && number <= last[1] + 1) last[1] = number;
    else parts.push([number, number]);
  }
  return parts.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(", ");
}
