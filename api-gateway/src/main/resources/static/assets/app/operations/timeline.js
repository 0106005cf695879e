import { h, keyed, say } from "../core/dom.js";
import { age, duration, exact, moment, sentence, words } from "../core/format.js";
import { stagesOf } from "./stages.js";
import { usualOf } from "./usual.js";

const SLOW = 2;
const NOTED = "NOTED";
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

/** Every stage with its tries; nothing of an earlier try is left out. What has not changed stays as it is on the page. */
export function timeline() {
  const element = h("ol", { class: "timeline" });
  return {
    element,
    draw(operation) {
      keyed(element, stagesOf(operation), {
        key: (stage) => signature(stage, operation),
        create: (stage) => (stage.state === "note" ? note(stage.entries[0]) : stageRow(operation, stage)),
      });
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
      ...stage.entries.map((entry, index) => attempt(entry, index, stage, operation)),
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

function attempt(entry, index, { entries }, operation) {
  const { detail = {} } = entry;
  if (entry.event === NOTED) return inPassing(entry);
  const again = entries.filter((one) => one.event !== NOTED).length > 1 || !["DONE", "SKIPPED"].includes(entry.event);
  const repeats = index === entries.length - 1 && repeatsCause(entry, operation);
  return h(
    "div",
    { class: "try", data: { event: entry.event } },
    again
      ? h(
          "div",
          { class: "try-head" },
          h("span", {}, `${entry.attempt > 0 ? `Try ${entry.attempt}` : `Entry ${index + 1}`} · ${words(entry.event)}`),
          h("time", { datetime: entry.at, title: exact(entry.at) }, moment(entry.at)),
          h("span", {}, duration(detail.took_ms)),
        )
      : null,
    detail.why && !repeats ? h("p", { class: "stage-why" }, detail.why) : null,
    ...(detail.calls ?? []).map(call),
  );
}

export function call({ command, answer, took_ms: took }) {
  return h(
    "div",
    { class: "call" },
    h("code", { class: "call-command" }, command),
    h("div", { class: "call-answer" }, h("span", {}, answer), h("span", { class: "call-took" }, duration(took))),
  );
}
