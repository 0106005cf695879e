// @ts-check
import { Problem } from "./api.js";

const FIRST_MS = 1000;
const MAX_MS = 30_000;

/**
 * Whether the same request may succeed later: no response, a server error or a rate limit.
 *
 * @param {unknown} problem
 */
export const isRetryable = (problem) => !(problem instanceof Problem) || problem.status >= 500 || problem.status === 429;

/** Exponential backoff with jitter: each failure doubles the delay. */
export function createBackoff() {
  let failures = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  return {
    get failures() {
      return failures;
    },
    /** @param {() => unknown} action */
    schedule(action) {
      clearTimeout(timer);
      const wait = Math.min(MAX_MS, FIRST_MS * 2 ** failures++);
      timer = setTimeout(action, wait * (0.8 + 0.4 * Math.random()));
    },
    reset() {
      clearTimeout(timer);
      failures = 0;
    },
  };
}
