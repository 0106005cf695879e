import { Problem } from "./api.js";

const FIRST_MS = 1000;
const LONGEST_MS = 30_000;

/** Whether the same request may fare better later. A refusal is an answer. */
export const mayPass = (problem) => !(problem instanceof Problem) || problem.status >= 500 || problem.status === 429;

/** Tries again later, after each failure later than before, so that a gateway in trouble is left in peace. */
export function backOff() {
  let failures = 0;
  let timer = 0;
  return {
    get failures() {
      return failures;
    },
    later(action) {
      clearTimeout(timer);
      const wait = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures++);
      timer = setTimeout(action, wait * (0.8 + 0.4 * Math.random()));
    },
    reset() {
      clearTimeout(timer);
      failures = 0;
    },
  };
}
