// @ts-check
// The words for policies of pools.
import { count } from "../core/format.js";

/** @import { Policy } from "#api" */

/** @param {Pick<Policy, "acts" | "halted">} policy */
export function mode({ acts, halted }) {
  if (halted) return { text: "Acts no more", tone: "attention" };
  return acts ? { text: "Acts by itself", tone: "active" } : { text: "Proposes", tone: "calm" };
}

/** @param {Pick<Policy, "empty_hosts" | "arriving" | "at_least" | "at_most">} policy */
export function standing({ empty_hosts: empty, arriving, at_least: least, at_most: most }) {
  const all = empty + arriving;
  return all < least
    ? { text: `${least - all} too few`, tone: "warn" }
    : all > most
      ? { text: `${all - most} too many`, tone: "warn" }
      : { text: "as wanted", tone: "good" };
}

/** @param {Pick<Policy, "empty_hosts" | "arriving">} policy */
export const emptyText = ({ empty_hosts: empty, arriving }) =>
  `${count(empty, "empty host")}${arriving ? `, ${arriving} more on the way there` : ""}`;

/** @param {Policy[] | null} policies */
export const proposals = (policies) => (policies ?? []).filter((policy) => policy.proposal).length;

/**
 * A sentence of the gateway in parts: those with the id of a plan become links.
 *
 * @param {string} text
 * @returns {Array<{ text: string, plan?: string }>}
 */
export function withPlans(text) {
  return text
    .split(/((?:\bplan )?\/api\/plans\/[0-9a-f-]{36})/)
    .filter(Boolean)
    .map((part) => {
      const [before, plan] = part.split("/api/plans/");
      return plan ? { text: before ? "plan" : "This plan", plan } : { text: part };
    });
}
