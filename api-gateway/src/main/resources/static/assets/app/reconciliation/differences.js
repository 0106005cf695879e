// @ts-check
// What the page says about the differences.
import { count } from "../core/format.js";

/** @import { FreezeState, Reconciliation } from "#api" */

/**
 * All lists and counts, also from a gateway of another release, met behind a load balancer, that leaves some out.
 *
 * @param {Partial<Reconciliation> & Pick<Reconciliation, "read_at" | "freeze">} found
 * @returns {Reconciliation}
 */
export function completed(found) {
  const missing = found.missing ?? [];
  const open = found.open ?? [];
  const hosts = found.hosts ?? [];
  const vms = found.vms ?? [];
  const totals = { missing: missing.length, open: open.length, hosts: hosts.length, vms: vms.length, ...found.totals };
  return { ...found, missing, open, hosts, vms, totals, unread: found.unread ?? [], not_set_up: found.not_set_up ?? [] };
}

/** @param {string[]} pools */
export const poolsText = (pools) => (pools.length === 0 ? "in no pool" : pools.join(" and "));

/**
 * @param {number} shown
 * @param {number} total
 */
export const leftOut = (shown, total) =>
  `The first ${shown.toLocaleString("en")} of ${total.toLocaleString("en")}: the rest is listed when these have been decided.`;

/**
 * Why no difference can be ended now; null if it can.
 *
 * @param {FreezeState} freeze
 */
export function refusal(freeze) {
  if (freeze.mode === "OFF") return null;
  return freeze.mode === "HELD"
    ? "The service is held: decide about the open operations first, each on its page. Hosts can be adopted and repaired when the hold is released."
    : "All operations are frozen: hosts can be adopted and repaired when the freeze is lifted.";
}

/**
 * What was found, in a sentence. Nothing found counts only if all was read.
 *
 * @param {Pick<Reconciliation, "totals" | "unread">} found
 */
export function summary({ totals: { hosts, open, missing, vms }, unread }) {
  const parts = [
    hosts && count(hosts, "host is elsewhere", "hosts are elsewhere"),
    open && count(open, "operation is open", "operations are open"),
    missing && count(missing, "history was seen to go further", "histories were seen to go further"),
    vms && count(vms, "VM has no launch", "VMs have no launch"),
  ].filter(Boolean);
  if (parts.length > 0) return `${parts.join(", ")}.`;
  return unread.length > 0
    ? "No difference in what was read."
    : "No difference: each host is where the history left it, and nothing is open.";
}

/**
 * What a choice does, for its button and dialog.
 *
 * @param {{ host: string, expected: string, pools: string[] }} host
 * @param {"ADOPT" | "REPAIR"} choice
 */
export function choiceText({ host, expected, pools }, choice) {
  return choice === "ADOPT"
    ? {
        caption: "Adopt",
        path: "/api/reconciliation/adopt",
        text: `Nothing changes in the cloud. The history records that ${host} is ${pools.length === 0 ? "in no pool" : `in ${poolsText(pools)}`}, who decided so and why, and expects nothing else any more.`,
      }
    : {
        caption: "Repair",
        path: "/api/reconciliation/repair",
        text:
          pools.length === 0
            ? `${host} is placed into ${expected} again, where the history left it, by the rules of every placement.`
            : `${host} is moved from ${poolsText(pools)} back to ${expected}, where the history left it, by the rules of every move.`,
      };
}
