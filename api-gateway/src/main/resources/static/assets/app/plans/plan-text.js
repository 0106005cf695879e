// @ts-check
// The words for plans.
import { count } from "../core/format.js";

/** @import { Plan, PlanItem, BoxScore } from "#api" */

/** @typedef {keyof BoxScore} ScoreName */

/**
 * The parts of a box score in the order in which items pass them.
 *
 * @type {Array<[ScoreName, string, string]>}
 */
export const SCORE = [
  ["planned", "planned", "calm"],
  ["waiting", "waiting", "calm"],
  ["running", "running", "active"],
  ["succeeded", "succeeded", "good"],
  ["failed", "failed", "bad"],
  ["needs_person", "needs a person", "attention"],
  ["cancelled", "cancelled", "calm"],
];

/** @type {Record<PlanItem["state"], [string, string]>} */
const STATES = {
  PLANNED: ["planned", "calm"],
  WAITING: ["waits its turn", "calm"],
  RUNNING: ["running", "active"],
  NEEDS_PERSON: ["needs a person", "attention"],
  SUCCEEDED: ["succeeded", "good"],
  FAILED: ["failed", "bad"],
  CANCELLED: ["cancelled", "calm"],
};

/** @param {PlanItem["state"]} state */
export const itemState = (state) => STATES[state]?.[0] ?? state;
/** @param {PlanItem["state"]} state */
export const itemTone = (state) => STATES[state]?.[1] ?? "calm";

/** @param {Pick<Plan, "name" | "created_at">} plan */
export const planName = ({ name }) => name || "Plan without a name";

/** @param {Pick<Plan, "state" | "score">} plan */
export function planTone({ state, score }) {
  if (score.needs_person > 0) return "attention";
  if (state === "RUNNING") return "active";
  if (state === "PLANNED") return "calm";
  return score.failed > 0 ? "bad" : "good";
}

/**
 * What an item does, in a few words.
 *
 * @param {Pick<PlanItem, "kind" | "request">} item
 */
export function itemText({ kind, request }) {
  const source = String(request.source_aggregate ?? "");
  const target = String(request.target_aggregate ?? "");
  if (kind === "placement") return `into ${target}`;
  return kind === "withdrawal" || !target ? `out of ${source}` : `${source} → ${target}`;
}

/** @param {BoxScore} score */
export const itemCount = (score) => SCORE.reduce((sum, [name]) => sum + score[name], 0);

/**
 * The least of the results of its checks that a person has to know: what does not allow it, else warnings.
 *
 * @param {PlanItem} item
 */
export function remarks({ checks }) {
  return checks.filter((check) => check.result !== "PASSED");
}

/** @param {Plan} plan */
export function planNote(plan) {
  const { approval, cancelled, stopped, score } = plan;
  if (approval) return "A second person has to approve the commit before anything begins.";
  if (stopped) return stopped;
  if (cancelled) return `Cancelled by ${cancelled.by}${cancelled.reason ? `: ${cancelled.reason}` : "."}`;
  if (plan.state === "PLANNED") return "Nothing of it has begun.";
  if (score.needs_person > 0) return `${count(score.needs_person, "operation waits", "operations wait")} for a person.`;
  return plan.state === "RUNNING" ? "The next operation begins when one has ended." : "Nothing of it is open.";
}
