// @ts-check
// How many items of a plan are how far.
import { h } from "../core/dom.js";
import { SCORE } from "./plan-text.js";

/** @import { BoxScore } from "#api" */

/** @param {BoxScore} score */
export const boxScore = (score) =>
  h(
    "dl",
    { class: "box-score" },
    ...SCORE.map(([name, label, tone]) =>
      h("div", { data: { tone, zero: score[name] === 0 } }, h("dt", {}, label), h("dd", { data: { score: name } }, score[name])),
    ),
  );

/**
 * The same in one line, without what is zero.
 *
 * @param {BoxScore} score
 */
export const scoreLine = (score) =>
  SCORE.filter(([name]) => score[name] > 0)
    .map(([name, label]) => `${score[name]} ${label}`)
    .join(", ") || "no operations";
