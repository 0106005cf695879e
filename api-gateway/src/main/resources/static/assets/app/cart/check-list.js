// @ts-check
// What a preview shows of its checks and commands.
import { h, icon } from "../core/dom.js";
import { count, withShownTimes } from "../core/format.js";
import { withoutApi } from "./plan-verdict.js";

/** @import { Check } from "#api" */

/** @type {Record<Check["result"], string>} */
const ICONS = { PASSED: "check", WARNING: "warn", NEEDS_ACKNOWLEDGEMENT: "warn", REFUSED: "stop" };
/** @type {Record<Check["result"], string>} */
const RESULT_LABELS = { PASSED: "passed", WARNING: "warning", NEEDS_ACKNOWLEDGEMENT: "needs confirmation", REFUSED: "refused" };

/** @param {Check} check */
export const checkRow = (check) =>
  h(
    "li",
    { data: { result: check.result } },
    icon(ICONS[check.result] ?? "warn"),
    h("span", { class: "visually-hidden" }, `${RESULT_LABELS[check.result] ?? check.result}: `),
    h("span", {}, withShownTimes(withoutApi(check.text))),
  );

/**
 * Failed checks are shown first; passed ones can be expanded.
 *
 * @param {Check[]} all
 */
export function checkLists(all) {
  const passed = all.filter((check) => check.result === "PASSED");
  return [
    h("ul", { class: "checks" }, ...all.filter((check) => check.result !== "PASSED").map(checkRow)),
    passed.length > 0
      ? h(
          "details",
          { class: "passed", data: { keep: "passed" } },
          h("summary", {}, `${count(passed.length, "check")} passed`),
          h("ul", { class: "checks" }, ...passed.map(checkRow)),
        )
      : null,
  ];
}

/**
 * @param {string} host
 * @param {{ title?: string, command: string }[]} steps
 */
export const commandList = (host, steps) =>
  h(
    "div",
    { class: "commands", tabindex: "0", role: "group", "aria-label": `Commands for ${host}` },
    ...steps.map(({ title, command }) =>
      title === undefined
        ? h("code", {}, command)
        : h("div", {}, h("span", { class: "command-title" }, title), h("code", {}, command)),
    ),
  );
