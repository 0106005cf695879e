// @ts-check
// What is said of webhooks and their deliveries.

/** @import { Delivery, Webhook } from "#api" */

/** What a webhook can tell, in the order of the form. */
export const EVENTS = [
  ["operation.needs-operator", "An operation needs a person"],
  ["host.drift", "A host is where nobody put it"],
  ["source.stale", "A source becomes stale"],
  ["source.fresh", "A stale source is read again"],
  ["plan.done", "A plan is done"],
  ["policy.proposal", "A policy proposes a plan"],
  ["webhook.disabled", "Another webhook was disabled"],
];

export const FORMATS = [
  ["cloudevents", "CloudEvents, signed"],
  ["slack", "Slack"],
  ["teams", "Teams"],
  ["pagerduty", "PagerDuty"],
];

/** @param {string} wire */
export const formatName = (wire) => FORMATS.find(([name]) => name === wire)?.[1] ?? wire;

/**
 * How it fares, the worst first.
 *
 * @param {Pick<Webhook, "enabled" | "disabled_why" | "resting" | "failing_since">} webhook
 */
export function webhookState({ enabled, disabled_why: why, resting, failing_since: failing }) {
  if (!enabled && why) return { text: "Disabled", tone: "bad" };
  if (!enabled) return { text: "Off", tone: "" };
  if (resting) return { text: "Rests", tone: "attention" };
  if (failing) return { text: "Fails", tone: "attention" };
  return { text: "On", tone: "good" };
}

/**
 * How many were disabled because they failed.
 *
 * @param {Array<Pick<Webhook, "disabled_why">> | null} all null until they were read
 */
export const failedWebhooks = (all) => (all ?? []).filter(({ disabled_why: why }) => why).length;

/** @param {Pick<Delivery, "state" | "attempts">} delivery */
export function deliveryState({ state, attempts }) {
  if (state === "DELIVERED") return { text: "Delivered", tone: "good" };
  if (state === "GIVEN_UP") return { text: "Not delivered", tone: "bad" };
  return attempts > 0 ? { text: "Is attempted again", tone: "attention" } : { text: "Waits", tone: "" };
}

/**
 * What a webhook leaves out, as a sentence.
 *
 * @param {Pick<Webhook, "pools" | "gpu_types" | "operations">} webhook
 */
export function filterText({ pools, gpu_types: types, operations }) {
  const only = [pools, types, operations].filter((names) => names.length > 0).map((names) => names.join(", "));
  return only.length > 0 ? only.join("; ") : "everything";
}

/**
 * The error of an attempt names the status already.
 *
 * @param {Pick<Delivery, "status" | "answer" | "error">} delivery
 */
export const answerText = ({ status, answer, error }) => [error ?? status, answer && `“${answer}”`].filter(Boolean).join(" ");
