// @ts-check
// The freeze: what counts now, as the gateway last said.
import { get, post } from "../core/api.js";
import { signal } from "../core/signal.js";

/** @import { Freeze, FreezeState } from "#api" */

/** @type {FreezeState} */
const OFF = { mode: "OFF", number: 0 };

export const freeze = signal(OFF);

/** @param {FreezeState} state */
export const isFrozen = (state) => state.mode !== "OFF";

/**
 * Entries are numbered, so what a slow answer says never replaces something newer.
 *
 * @param {FreezeState | null} [state] none from a gateway of the release before
 */
export function applyFreeze(state) {
  if (state && state.number >= freeze.value.number) freeze.set(state);
}

/** What a person wrote may lack its full stop. */
const sentence = (text = "") => (/[.!?]$/.test(text) ? text : `${text}.`);

/**
 * What the bar says: who, since when, why, and what that means.
 *
 * @param {FreezeState} state
 * @param {(at: string) => string} time
 */
export function freezeText(state, time) {
  const since = state.since ? ` since ${time(state.since)}` : "";
  const reason = sentence(state.reason);
  return state.mode === "HELD"
    ? `Held by ${state.by}${since}: ${reason} No operation goes on until a person releases the hold.`
    : `Frozen by ${state.by}${since}: ${reason} Nothing new is begun.`;
}

/** @returns {Promise<Freeze>} */
export const readFreeze = () => get("/api/freeze");

/** @param {string} reason */
export async function startFreeze(reason) {
  /** @type {Freeze} */
  const answer = await post("/api/freeze", { reason });
  applyFreeze(answer.now);
}

/**
 * @param {FreezeState} seen
 * @param {string} reason
 */
export async function liftFreeze(seen, reason) {
  /** @type {Freeze} */
  const answer = await post("/api/unfreeze", { number: seen.number, reason });
  applyFreeze(answer.now);
}
