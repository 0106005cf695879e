import { h } from "../core/dom.js";
import { age, duration, exact, moment, sentence, words } from "../core/format.js";
import { stagesOf } from "./stages.js";
import { usualOf } from "./usual.js";

const SLOW = 2;
const SAID = {
  done: "done",
  failed: "failed",
  running: "running",
  waiting: "waiting",
  trying: "tried",
  coming: "to come",
  note: "noted",
};

/** Every stage with its tries; nothing of an earlier try is left out. */
export function timeline(operation) {
  return h(
    "ol",
    { class: "timeline" },
    ...stagesOf(operation).map((stage) => (stage.state === "note" ? note(stage.entries[0]) : stageRow(operation, stage))),
  );
}

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
  const took = stage.entries.reduce((sum, entry) => sum + (entry.detail?.took_ms ?? 0), 0);
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
        pace(stage, took, usual, operation),
      ),
      ...stage.entries.map((entry, index) => attempt(entry, index, stage.entries.length)),
      stage.state === "waiting" && operation.available_at
        ? h("p", { class: "stage-why" }, `Again at ${moment(operation.available_at)}`)
        : null,
    ),
  );
}

/** How long it took, beside how long it usually takes. */
function pace(stage, took, usual, operation) {
  if (stage.state === "coming") return h("span", { class: "pace dim" }, usual ? `usually ${duration(usual.p50_ms)}` : "");
  if (stage.state === "running")
    return h(
      "span",
      { class: "pace", data: { since: operation.updated_at } },
      `since ${age(operation.updated_at)}`,
      usual ? h("span", { class: "dim" }, ` · usually ${duration(usual.p50_ms)}`) : null,
    );
  if (stage.entries.length === 0) return null;
  const slow = usual && took > SLOW * usual.p95_ms;
  return h(
    "span",
    { class: "pace", data: slow ? { slow: "" } : {} },
    usual ? bar(took, usual) : null,
    duration(took),
    usual ? h("span", { class: "dim" }, ` · usually ${duration(usual.p50_ms)}`) : null,
  );
}

function bar(took, { p50_ms: p50, p95_ms: p95 }) {
  const whole = Math.max(took, p95 * SLOW, 1);
  return h("span", { class: "pace-bar", "aria-hidden": "true", style: { "--took": took / whole, "--usual": p50 / whole } });
}

function attempt(entry, index, of) {
  const { detail = {} } = entry;
  const again = of > 1 || !["DONE", "SKIPPED"].includes(entry.event);
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
    detail.why ? h("p", { class: "stage-why" }, detail.why) : null,
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
