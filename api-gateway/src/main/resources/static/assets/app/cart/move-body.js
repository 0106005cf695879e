// @ts-check
// What is sent for a planned move: without a source it is a placement, without a target a withdrawal.

/** @import { MigrationBody } from "#api" */
/** @import { MovePlan } from "./cart.js" */

/**
 * @param {MovePlan} item
 * @returns {MigrationBody}
 */
export function moveBody({ host, source, target, acknowledge, disable, deadline }) {
  const accepted = acknowledge.length > 0 ? { acknowledge: /** @type {MigrationBody["acknowledge"]} */ (acknowledge) } : {};
  const wait = deadline ? { when: /** @type {const} */ ("empty"), deadline } : {};
  if (source === "") return { host, target_aggregate: target, operation: "add", ...accepted };
  if (target === "")
    return { host, source_aggregate: source, operation: "remove", disable_service: Boolean(disable), ...wait, ...accepted };
  return { host, source_aggregate: source, target_aggregate: target, ...wait, ...accepted };
}

/** @param {{ kind: string, target?: string }} item */
export const isWithdrawal = ({ kind, target }) => kind === "move" && target === "";

const USUAL_WAIT_DAYS = 7;
const DAY_MS = 86_400_000;

/** Until when a new plan waits for an empty host. */
export const usualDeadline = (now = Date.now()) =>
  new Date(Math.ceil(now / 60_000) * 60_000 + USUAL_WAIT_DAYS * DAY_MS).toISOString();
