// @ts-check
// One check of a preview in a list.
import { h, icon } from "../core/dom.js";
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
    h("span", {}, withoutApi(check.text)),
  );
