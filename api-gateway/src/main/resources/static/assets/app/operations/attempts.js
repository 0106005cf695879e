// The attempts of a step: what was noted in the middle of one belongs to it, and those that came to the same are one.
import { withoutVarying } from "./answer.js";

const NOTED = "NOTED";

/** [{ notes, entry }]; entry is undefined for an attempt of which only its notes are known yet */
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

/** Attempts with the same answer, in the order in which each answer came first: [[{ notes, entry, number }]] */
export function folded(attempts) {
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
  return withoutVarying(
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
