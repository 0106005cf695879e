// @ts-check
// The words for requests for approval.
import { count } from "../core/format.js";
import { contractName } from "../fleet/pools.js";

/** @import { Approval } from "#api" */

/** @type {Record<Approval["state"], string>} */
const TONES = { PENDING: "warn", APPROVED: "good", DECLINED: "bad", WITHDRAWN: "calm", EXPIRED: "calm" };

/** @param {Approval["state"]} state */
export const approvalTone = (state) => TONES[state] ?? "calm";

/**
 * What is asked for.
 *
 * @param {Pick<Approval, "kind" | "request">} approval
 */
export function commandText({ kind, request }) {
  if (kind === "plan") return `Commit ${count(Array.isArray(request.items) ? request.items.length : 0, "operation")} of a plan`;
  const { image_name: image, source_aggregate: source, target_aggregate: target } = request;
  return kind === "launch"
    ? `Launch ${String(image)}`
    : `Move from ${contractName(String(source))} to ${contractName(String(target))}`;
}

/**
 * What a request waits for, or how it ended.
 *
 * @param {Pick<Approval, "state" | "approvals_needed" | "end" | "first" | "token_owner">} approval
 */
export function stateText({ state, approvals_needed: needed, end, first, token_owner: owner }) {
  if (state === "PENDING") {
    if (needed > 1) return "Waits for two persons, because a token asked for it.";
    return owner && first ? `${first.by} has approved it; it waits for another person.` : "Waits for a second person.";
  }
  if (state === "EXPIRED") return "Nobody has approved it in time.";
  const what = state.toLowerCase();
  return `${what[0].toUpperCase()}${what.slice(1)} by ${end?.by ?? "nobody"}${end?.reason ? `: ${end.reason}` : ""}`;
}
