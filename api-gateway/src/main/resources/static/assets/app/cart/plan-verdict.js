// @ts-check
// The words for the preview of a plan, and for what became of it.
import { count } from "../core/format.js";

/** @import { Check, LaunchPreview, MovePreview } from "#api" */
/** @import { Plan } from "./cart.js" */

/** @typedef {MovePreview | LaunchPreview} Preview */
/** @typedef {"asking" | "allowed" | "acknowledge" | "refused" | "failed"} PlanStatus */
/** @typedef {{ preview?: Preview, problem?: Error }} KnownPreview */

/** @type {Record<PlanStatus, string>} */
const STATUS_LABELS = {
  allowed: "Allowed",
  acknowledge: "Needs confirmation",
  refused: "Refused",
  failed: "Not checked",
  asking: "Checking …",
};

/** Acknowledgements that the worker may need although the preview did not. */
const WORKER_ACKNOWLEDGEMENTS = ["vms", "allocations"];

/** @param {PlanStatus} status */
export const statusLabel = (status) => STATUS_LABELS[status];

/**
 * @param {Preview} preview
 * @returns {PlanStatus}
 */
export function previewResult({ allowed, checks }) {
  if (allowed) return "allowed";
  return checks.some((check) => check.result === "REFUSED") ? "refused" : "acknowledge";
}

/** The hints for API clients, and what ends the sentence without them. @type {Array<[RegExp, string]>} */
const API_HINTS = [
  [/ To (move|launch)[^.]*, send acknowledge: .*$/, ""],
  [/; send when: "empty" [^.]*\.$/, "."],
  [/: POST \/api\/preview-runpod-adopt [^.]*\.$/, "."],
];

/**
 * Removes the hint for API clients, because the board has a checkbox or a button.
 *
 * @param {string} text
 */
export const withoutApi = (text) => API_HINTS.reduce((left, [hint, end]) => left.replace(hint, end), text);

/**
 * The verdict in one line, for the cart.
 *
 * @param {PlanStatus} status
 * @param {KnownPreview | undefined} known
 */
export function verdictLine(status, known) {
  /** @param {Check["result"]} result */
  const firstText = (result) => known?.preview?.checks.find((check) => check.result === result)?.text;
  switch (status) {
    case "asking":
      return "Asking the gateway …";
    case "failed":
      return known?.problem?.message ?? STATUS_LABELS.failed;
    case "allowed":
      return withoutApi(firstText("WARNING") ?? "Allowed");
    case "refused":
      return withoutApi(firstText("REFUSED") ?? known?.problem?.message ?? "Refused");
    case "acknowledge":
      return withoutApi(firstText("NEEDS_ACKNOWLEDGEMENT") ?? "Not allowed");
  }
}

/**
 * The acknowledgements to offer for a plan: those that its preview asks for or that were given, and those that only the worker may ask for.
 *
 * @param {Plan} plan
 * @param {Preview} preview
 */
export function acknowledgementsFor(plan, preview) {
  const asked = preview.checks.flatMap(({ acknowledgement }) => (acknowledgement ? [acknowledgement] : []));
  const shown = [...new Set([...plan.acknowledge, ...asked])];
  return { shown, more: plan.kind === "move" ? WORKER_ACKNOWLEDGEMENTS.filter((name) => !shown.includes(name)) : [] };
}

/**
 * Why a sent plan is still in the cart, or null.
 *
 * @param {Pick<Plan, "error" | "unknown">} plan
 */
export function outcomeOf({ error, unknown }) {
  if (!error) return null;
  return unknown
    ? `Not known whether it was accepted: ${error} Send it again: the gateway executes it only once.`
    : `Not accepted: ${error}`;
}

/**
 * The outcome of all sent plans in one sentence.
 *
 * @param {{ accepted: number, waiting?: number, reserved?: number, refused: number, unknown: number }} outcome waiting: for a second person
 * @returns {{ text: string, good: boolean }} good: all were accepted, or wait for a second person
 */
export function outcomeSummary({ accepted, waiting = 0, reserved = 0, refused, unknown }) {
  const good = refused + unknown === 0;
  const parts = [
    accepted > 0 && `${count(accepted, "operation")} accepted`,
    reserved > 0 && `${count(reserved, "reservation")} made`,
    waiting > 0 && `${waiting} not begun: ${waiting === 1 ? "it waits" : "they wait"} for a second person`,
    refused > 0 && `${refused} refused`,
    unknown > 0 && `${unknown} without an answer`,
  ].filter(Boolean);
  return { text: `${parts.join(", ")}${good ? "." : "; the cart shows why."}`, good };
}
