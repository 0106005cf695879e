// @ts-check
// What is sent for a planned move: without a source it is a placement, without a target a withdrawal.

/** @import { MigrationBody } from "#api" */
/** @import { MovePlan } from "./cart.js" */

/**
 * @param {MovePlan} item
 * @returns {MigrationBody}
 */
export function moveBody({ host, source, target, acknowledge, disable }) {
  const accepted = acknowledge.length > 0 ? { acknowledge: /** @type {MigrationBody["acknowledge"]} */ (acknowledge) } : {};
  if (source === "") return { host, target_aggregate: target, operation: "add", ...accepted };
  if (target === "")
    return { host, source_aggregate: source, operation: "remove", disable_service: Boolean(disable), ...accepted };
  return { host, source_aggregate: source, target_aggregate: target, ...accepted };
}

/** @param {{ kind: string, target?: string }} item */
export const isWithdrawal = ({ kind, target }) => kind === "move" && target === "";
