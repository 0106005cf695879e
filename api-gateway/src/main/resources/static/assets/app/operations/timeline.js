import { h, keyed, say } from "../core/dom.js";
import { age, duration, exact, moment, sentence, words } from "../core/format.js";
import { classOf, withoutAnswers } from "./answer.js";
import { attemptsOf, folded, ranges } from "./attempts.js";
import { stagesOf } from "./stages.js";
import { usualOf } from "./usual.js";

const SLOW = 2;
const LEAST_OF_BAR = 0.03;
const SAID = {
  done: "done",
  failed: "failed",
  running: "running",
  waiting: "waiting",
  trying: "tried",
  coming: "to come",
  note: "noted",
};

/** Every stage with its attempts; nothing of an earlier one is left out. What has not changed stays as it is on the page. */
export function timeline() {
  const element = h("ol", { class: "timeline" });
  return {
    element,
    draw(operation) {
      const unfolded = [...element.querySelectorAll("details[open][data-keep]")].map((part) => part.dataset.keep);
      keyed(element, stagesOf(operation), {
        key: (stage) => signature(stage, operation),
        create: (stage) => (stage.state === "note" ? note(stage.entries[0]) : stageRow(operation, stage)),
      });
      for (const part of element.querySelectorAll("details[data-keep]")) part.open ||= unfolded.includes(part.dataset.keep);
    },
    /** Only the text of what runs goes on, so that a selection and the focus stay where they are. */
    tick() {
      for (const running of element.querySelectorAll("[data-since]")) say(running, `since ${age(running.dataset.since)}`);
    },
  };
}

const signature = (stage, operation) =>
  [
    stage.key,
    stage.state,
    stage.entries.length,
    usualOf(operation.kind, stage.step)?.p50_ms,
    stage.state === "running" && operation.entered_at,
    stage.state === "waiting" && operation.available_at,
    repeatsCause(stage.entries.at(-1), operation),
  ].join("/");

/** The head of the page says already why it is not further; the call beside it shows what the cloud answered. */
const repeatsCause = (entry, { cause }) => Boolean(cause) && entry?.detail?.why === cause && entry.detail.calls?.length > 0;

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
        h("span", { class: "stage-title" }, `${sentence(entry.event)} by ${entry.actor}`),
        h("time", { datetime: entry.at, title: exact(entry.at) }, moment(entry.at)),
      ),
      why ? h("p", { class: "stage-why" }, why) : null,
    ),
  );
}

function stageRow(operation, stage) {
  const usual = usualOf(operation.kind, stage.step);
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
        h("span", { class: "stage-title" }, sentence(stage.step)),
        h("span", { class: "visually-hidden" }, ` (${SAID[stage.state]})`),
        pace(stage, usual, operation),
      ),
      ...folded(attemptsOf(stage.entries)).map((group) => attempt(group, stage, operation)),
      stage.state === "waiting" && operation.available_at
        ? h("p", { class: "stage-why" }, `Again at ${moment(operation.available_at)}`)
        : null,
    ),
  );
}

/** How long it took, beside how long it usually takes: both from the end of the step before, with all waits. */
function pace(stage, usual, operation) {
  const usually = h("span", { class: "pace-usual" }, usual ? `usually ${duration(usual.p50_ms)}` : "");
  if (stage.state === "coming") return h("span", { class: "pace" }, usually);
  if (stage.state === "running") {
    const since = operation.entered_at ?? stage.after ?? operation.updated_at;
    return h("span", { class: "pace" }, h("span", { class: "pace-took", data: { since } }, `since ${age(since)}`), usually);
  }
  if (stage.entries.length === 0) return null;
  const took = Date.parse(stage.entries.at(-1).at) - Date.parse(stage.after);
  const slow = usual && took > SLOW * usual.p95_ms;
  return h(
    "span",
    { class: "pace", data: slow ? { slow: "" } : {} },
    usual ? bar(took, usual) : null,
    h("span", { class: "pace-took" }, duration(took)),
    usually,
  );
}

/** What is usual stands in the middle, so that bars of short and of long steps can be compared. */
function bar(took, { p50_ms: p50 }) {
  const share = Math.min(1, Math.max(LEAST_OF_BAR, took / (2 * Math.max(1, p50))));
  return h("span", { class: "pace-bar", "aria-hidden": "true", style: { "--took": share } });
}

/** What a step wrote down in the middle of a try, in case nobody comes back from it. */
function inPassing({ at, detail = {} }) {
  return h(
    "div",
    { class: "try-noted" },
    h("span", {}, `Noted: ${detail.why ?? ""}`),
    h("time", { datetime: at, title: exact(at) }, moment(at)),
  );
}

/** Attempts that came to the same are one; each of them by itself is there on demand. */
function attempt(group, { entries, key }, operation) {
  const { notes, entry, number } = group.at(-1);
  if (!entry) return h("div", { class: "try" }, notes.map(inPassing));
  const { detail = {} } = entry;
  const calls = detail.calls ?? [];
  const again = group.length > 1 || attemptsOf(entries).length > 1 || !["DONE", "SKIPPED"].includes(entry.event);
  const repeats = entry === entries.at(-1) && repeatsCause(entry, operation);
  return h(
    "div",
    { class: "try", data: { event: entry.event, attempts: group.length } },
    again
      ? h(
          "div",
          { class: "try-head" },
          h("span", {}, `${group.length > 1 ? `Attempts ${ranges(group.map((one) => one.number))}` : `Attempt ${number}`} · ${words(entry.event)}`),
          when(group),
          group.length > 1 ? null : h("span", {}, duration(detail.took_ms)),
        )
      : null,
    notes.map(inPassing),
    detail.why && !repeats ? h("p", { class: "stage-why" }, withoutAnswers(detail.why, calls)) : null,
    calls.map(call),
    group.length > 1 ? each(group, `${key}/${number}`) : null,
  );
}

function when(group) {
  const [first, last] = [group[0].entry.at, group.at(-1).entry.at];
  const time = (at) => h("time", { datetime: at, title: exact(at) }, moment(at));
  return group.length > 1 ? h("span", {}, time(first), " to ", time(last)) : time(first);
}

/** Made when somebody looks: twenty attempts have a hundred calls. */
function each(group, keep) {
  const list = h("ol", { class: "try-each" });
  const details = h("details", { class: "try-all", data: { keep } }, h("summary", {}, `Each of the ${group.length} attempts`), list);
  details.addEventListener("toggle", () => {
    if (details.open && !list.hasChildNodes()) list.append(...group.map(single));
  });
  return details;
}

function single({ entry, number }) {
  const { took_ms: took, why, calls = [] } = entry.detail ?? {};
  return h(
    "li",
    {},
    h(
      "div",
      { class: "try-head" },
      h("span", {}, `Attempt ${number} · ${words(entry.event)}`),
      h("time", { datetime: entry.at, title: exact(entry.at) }, moment(entry.at)),
      h("span", {}, duration(took)),
    ),
    why ? h("p", { class: "stage-why" }, why) : null,
    calls.map(call),
  );
}

/** The class of an error stands there; its whole text opens below. */
export function call({ command, answer, took_ms: took }) {
  const text = String(answer ?? "");
  const short = classOf(text);
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
      h("span", { class: "call-took" }, duration(took)),
    ),
  );
}
