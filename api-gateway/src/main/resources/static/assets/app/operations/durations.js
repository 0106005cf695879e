// @ts-check
// How long a stage took, beside how long it usually takes.
import { now } from "../core/clock.js";
import { h } from "../core/dom.js";
import { formatAge, formatDuration } from "../core/format.js";
import { isSlow, waited } from "./step-stats.js";

/** @import { AnalyticsStep } from "#api" */
/** @import { Stage } from "./stages.js" */
/** @import { ShownOperation } from "./timeline.js" */

const MIN_BAR_SHARE = 0.03;

/**
 * Its duration beside the usual one, also while it runs. Both start at the end of the step before and include waits.
 *
 * @param {Stage} stage
 * @param {AnalyticsStep | undefined} stats
 * @param {ShownOperation} operation
 */
export function durations(stage, stats, operation) {
  const usual = waited(stage) ? 0 : (stats?.usual_ms ?? 0);
  if (stage.state === "coming") return h("span", { class: "duration" }, usualNote(usual));
  if (stage.state === "running") return runningDuration(operation.entered_at ?? stage.after ?? operation.updated_at, usual);
  const last = stage.entries.at(-1);
  if (!last || stage.after === undefined) return null;
  return duration(Date.parse(last.at) - Date.parse(stage.after), usual, {});
}

/**
 * @param {string} since
 * @param {number} usual 0 if it is not known
 */
const runningDuration = (since, usual) => duration(now() - Date.parse(since), usual, { since, usual: String(usual) });

/**
 * @param {number} took
 * @param {number} usual 0 if it is not known
 * @param {Record<string, string>} running the data of a running step; empty for one that has ended
 */
function duration(took, usual, running) {
  const slow = isSlow(took, usual);
  return h(
    "span",
    { class: "duration", data: { ...running, ...(slow ? { slow: "" } : {}) } },
    usual > 0 ? durationBar(took, usual) : null,
    h("span", { class: "duration-took" }, running.since ? `since ${formatAge(running.since)}` : formatDuration(took)),
    usualNote(usual, slow),
  );
}

/** @param {number} usual */
const usualNote = (usual, slow = false) =>
  h("span", { class: "duration-median" }, usual > 0 ? `${slow ? "slow, " : ""}usually ${formatDuration(usual)}` : "");

/**
 * The usual duration is the middle of the bar, so that bars of short and long steps can be compared.
 *
 * @param {number} took
 * @param {number} usual
 */
function durationBar(took, usual) {
  const share = Math.min(1, Math.max(MIN_BAR_SHARE, took / (2 * usual)));
  return h("span", { class: "duration-bar", "aria-hidden": "true", style: { "--took": share } });
}

/**
 * Shows the running stage as of now, and leaves all else alone, so that focus and selection are kept.
 *
 * @param {Element} timeline
 */
export function tickDurations(timeline) {
  for (const running of timeline.querySelectorAll("[data-since]"))
    running.replaceWith(runningDuration(running.getAttribute("data-since") ?? "", Number(running.getAttribute("data-usual"))));
}
