// @ts-check
// What an ended operation did, as a plan for the cart: the same once more, or its way back. Nothing is sent before its review.
import { usualDeadline } from "../cart/move-body.js";
import { isGoal } from "./workflows.js";

/** @import { NewLaunch, NewMove, NewPlan } from "../cart/cart.js" */

/** @typedef {{ kind: string, state: string, host: string, open: boolean, request?: Record<string, unknown> }} Ended */

/** @param {unknown} value */
const text = (value) => (typeof value === "string" ? value : "");

/**
 * The same values again.
 *
 * @param {Ended} operation
 * @returns {NewPlan | null} null if it is open, or the cart has no plan for such operations
 */
export function againPlan({ open, host, kind, request = {} }) {
  if (open) return null;
  return launchOf(host, request) ?? moveOf(host, kind, request);
}

/**
 * The way back of a move that has reached its goal: of a placement a withdrawal, and the other way round.
 *
 * @param {Ended} operation
 * @returns {NewMove | null}
 */
export function reversePlan({ kind, state, open, host, request = {} }) {
  const move = open || !isGoal({ kind, state }) ? null : moveOf(host, "", request);
  return move && { kind: "move", host, source: move.target, target: move.source };
}

/**
 * @param {string} host
 * @param {Record<string, unknown>} request
 * @returns {NewLaunch | null}
 */
function launchOf(host, { image_name: name, image_id: id, keep_on_failure: keep }) {
  return typeof name === "string" && typeof id === "number"
    ? { kind: "launch", host, image_name: name, image_id: id, keep: keep === true }
    : null;
}

/**
 * @param {string} host
 * @param {string} kind
 * @param {Record<string, unknown>} request
 * @returns {NewMove | null}
 */
function moveOf(host, kind, { source_aggregate: from, target_aggregate: to, disable_service: disable }) {
  const [source, target] = [text(from), text(to)];
  if (source === "" && target === "") return null;
  return {
    kind: "move",
    host,
    source,
    target,
    ...(target === "" ? { disable: disable === true } : {}),
    ...(kind === "drain" ? { deadline: usualDeadline() } : {}),
  };
}
