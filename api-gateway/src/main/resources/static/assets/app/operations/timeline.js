// @ts-check
import { timeElement } from "../core/time-element.js";
import { h, renderList, setAttribute, setText } from "../core/dom.js";
import { persist, signal } from "../core/signal.js";
import { formatDuration, formatTime, sentenceCase, humanize, withShownTimes } from "../core/format.js";
import { errorClass, withoutRepeatedAnswers } from "./answer-text.js";
import { attemptsOf, attemptsTitle, groupAttempts } from "./attempts.js";
import { stagesOf } from "./stages.js";
import { stepStatsOf } from "./step-stats.js";
import { durations, tickDurations } from "./durations.js";

/** @import { LoggedCall } from "#api" */
/** @import { Entry } from "#events" */
/** @import { NumberedAttempt } from "./attempts.js" */
/** @import { OperationWithSteps, Stage, StageState } from "./stages.js" */

/** @typedef {OperationWithSteps & { cause?: string | null, entered_at: string, updated_at: string }} ShownOperation */

/** @type {Record<StageState, string>} */
const STATE_LABELS = {
  done: "done",
  failed: "failed",
  running: "running",
  waiting: "waiting",
  trying: "attempted",
  coming: "to come",
  note: "noted",
};

/** Whether a step is one line. Kept in this browser. */
const compact = signal(false);
let isKept = false;

/** Renders every stage with all its attempts, or as one line. Unchanged stages are not rendered again. */
export function timeline() {
  if (!isKept) persist(compact, "spot.timeline.compact");
  isKept = true;
  const element = h("ol", { class: "timeline" });
  const toggle = h("button", { type: "button", class: "btn-quiet", onclick: () => compact.set(!compact.value) });
  const render = () => {
    element.classList.toggle("timeline-compact", compact.value);
    setAttribute(toggle, "aria-pressed", String(compact.value));
    setText(toggle, "Compact");
  };
  const unsubscribe = compact.subscribe(render);
  render();
  return {
    element,
    toggle,
    close: unsubscribe,
    /** @param {ShownOperation} operation */
    render(operation) {
      const unfolded = detailsIn(element)
        .filter((part) => part.open)
        .map((part) => part.dataset.keep);
      renderList(element, stagesOf(operation), {
        key: (stage) => signature(stage, operation),
        create: (stage) => (stage.state === "note" ? note(stage.entries[0]) : stageRow(operation, stage)),
      });
      for (const part of detailsIn(element)) part.open ||= unfolded.includes(part.dataset.keep);
    },
    /** Updates only the elapsed time of the running stage, so that focus and selection are kept. */
    tick: () => tickDurations(element),
  };
}

/** @param {Element} element */
const detailsIn = (element) => [
  .../** @type {NodeListOf<HTMLDetailsElement>} */ (element.querySelectorAll("details[data-keep]")),
];

/**
 * @param {Stage} stage
 * @param {ShownOperation} operation
 */
const signature = (stage, operation) =>
  [
    stage.key,
    stage.state,
    stage.entries.length,
    stepStatsOf(operation.kind, stage.step)?.usual_ms,
    stage.state === "running" && operation.entered_at,
    stage.state === "waiting" && operation.available_at,
    repeatsCause(stage.entries.at(-1), operation),
  ].join("/");

/**
 * The head of the page already shows the cause, and the call shows the answer of the cloud.
 *
 * @param {Entry | undefined} entry
 * @param {ShownOperation} operation
 */
const repeatsCause = (entry, { cause }) =>
  Boolean(cause) && entry?.detail?.why === cause && (entry?.detail?.calls ?? []).length > 0;

/** @param {Entry} entry */
function note(entry) {
  const why = entry.detail?.why ?? entry.detail?.reason;
  return h(
    "li",
    { class: "stage stage-note", data: { state: "note" } },
    h("span", { class: "stage-mark", "aria-hidden": "true" }),
    h(
      "div",
      { class: "stage-body" },
      h(
        "div",
        { class: "stage-head" },
        h("span", { class: "stage-title" }, `${sentenceCase(entry.event)} by ${entry.actor}`),
        timeElement(entry.at),
      ),
      why ? h("p", { class: "stage-why" }, withShownTimes(why)) : null,
    ),
  );
}

/**
 * @param {ShownOperation} operation
 * @param {Stage} stage
 */
function stageRow(operation, stage) {
  const stats = stepStatsOf(operation.kind, stage.step);
  return h(
    "li",
    { class: "stage", data: { state: stage.state, step: stage.step } },
    h("span", { class: "stage-mark", "aria-hidden": "true" }),
    h(
      "div",
      { class: "stage-body" },
      h(
        "div",
        { class: "stage-head" },
        h("span", { class: "stage-title" }, sentenceCase(stage.step)),
        h("span", { class: "visually-hidden" }, ` (${STATE_LABELS[stage.state]})`),
        brief(stage),
        durations(stage, stats, operation),
      ),
      ...groupAttempts(attemptsOf(stage.entries)).map((group) => attempt(group, stage, operation)),
      stage.state === "waiting" && operation.available_at
        ? h("p", { class: "stage-why" }, `Again at ${formatTime(operation.available_at)}`)
        : null,
    ),
  );
}

/**
 * The stage in a few words, for the compact timeline: its attempts, and the class of the last error.
 *
 * @param {Stage} stage
 */
function brief({ entries, state }) {
  const attempts = attemptsOf(entries).filter(({ entry }) => entry).length;
  const { why, calls = [] } = entries.at(-1)?.detail ?? {};
  const error =
    state === "done" ? "" : errorClass(withoutRepeatedAnswers(why ?? "", calls) || String(calls.at(-1)?.answer ?? ""));
  return h("span", { class: "stage-brief" }, [attempts > 1 ? `${attempts} attempts` : "", error].filter(Boolean).join(" · "));
}

/**
 * Progress that a step saved during an attempt.
 *
 * @param {Entry} entry
 */
function noteRow({ at, detail = {} }) {
  return h("div", { class: "attempt-noted" }, h("span", {}, `Noted: ${withShownTimes(detail.why)}`), timeElement(at));
}

/**
 * Attempts with the same result are shown as one; each can be expanded.
 *
 * @param {NumberedAttempt[]} group
 * @param {Stage} stage
 * @param {ShownOperation} operation
 */
function attempt(group, { entries, key }, operation) {
  const { notes, entry, number } = group[group.length - 1];
  if (!entry) return h("div", { class: "attempt" }, notes.map(noteRow));
  const { detail = {} } = entry;
  const calls = detail.calls ?? [];
  const showHead = group.length > 1 || attemptsOf(entries).length > 1 || !["DONE", "SKIPPED"].includes(entry.event);
  const repeats = entry === entries.at(-1) && repeatsCause(entry, operation);
  return h(
    "div",
    { class: "attempt", data: { event: entry.event, attempts: group.length } },
    showHead
      ? h(
          "div",
          { class: "attempt-head" },
          h("span", {}, attemptsTitle(group, humanize(entry.event))),
          timeRange(group.flatMap((one) => one.entry ?? [])),
          group.length > 1 ? null : h("span", {}, formatDuration(detail.took_ms)),
        )
      : null,
    notes.map(noteRow),
    detail.why && !repeats ? h("p", { class: "stage-why" }, withShownTimes(withoutRepeatedAnswers(detail.why, calls))) : null,
    calls.map(call),
    group.length > 1 ? allAttempts(group, `${key}/${number}`) : null,
  );
}

/** @param {Entry[]} entries the first and the last are shown */
function timeRange(entries) {
  const [first, last] = [entries[0].at, entries[entries.length - 1].at];
  /** @param {string} at */
  const time = (at) => timeElement(at);
  return entries.length > 1 ? h("span", {}, time(first), " to ", time(last)) : time(first);
}

/**
 * Rendered when it is opened, because twenty attempts can have a hundred calls.
 *
 * @param {NumberedAttempt[]} group
 * @param {string} keep
 */
function allAttempts(group, keep) {
  const list = h("ol", { class: "attempt-each" });
  const details = h(
    "details",
    { class: "attempt-all", data: { keep } },
    h("summary", {}, `Each of the ${group.length} attempts`),
    list,
  );
  details.addEventListener("toggle", () => {
    if (details.open && !list.hasChildNodes()) list.append(...group.map(attemptRow).filter((row) => row !== null));
  });
  return details;
}

/** @param {NumberedAttempt} attempt */
function attemptRow({ entry, number }) {
  if (!entry) return null;
  const { took_ms: took, why, calls = [] } = entry.detail ?? {};
  return h(
    "li",
    {},
    h(
      "div",
      { class: "attempt-head" },
      h("span", {}, `Attempt ${number} · ${humanize(entry.event)}`),
      timeElement(entry.at),
      h("span", {}, formatDuration(took)),
    ),
    why ? h("p", { class: "stage-why" }, withShownTimes(why)) : null,
    calls.map(call),
  );
}

/**
 * Shows the class of an error; the full text can be expanded.
 *
 * @param {LoggedCall} logged
 */
export function call({ command, answer, took_ms: took }) {
  const text = String(answer ?? "");
  const short = errorClass(text);
  return h(
    "div",
    { class: "call" },
    h("code", { class: "call-command" }, command),
    h(
      "div",
      { class: "call-answer" },
      short === text
        ? h("span", { class: "call-class" }, text)
        : h("details", { class: "call-text" }, h("summary", { class: "call-class" }, short), h("p", {}, text)),
      h("span", { class: "call-took" }, formatDuration(took)),
    ),
  );
}
