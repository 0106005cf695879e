// @ts-check
import { h } from "../core/dom.js";
import { plan, planFor } from "../cart/cart.js";
import { openReview } from "../cart/review.js";
import { contractName } from "../fleet/pools.js";
import { canLaunch, canOperate } from "../shell/session.js";
import { againPlan, reversePlan } from "./again.js";

/** @import { Operation } from "#api" */
/** @import { NewPlan } from "../cart/cart.js" */

/**
 * For an ended operation: the same again, and its way back. Each puts a plan into the cart and opens its review, with the checks of now.
 *
 * @param {Operation} operation
 */
export function againButtons(operation) {
  const again = againPlan(operation);
  const back = reversePlan(operation);
  return [
    again && mayPlan(again) ? button("again", "Run again", "Opens the review with the same values, checked now", again) : null,
    back && mayPlan(back) ? button("reverse", backCaption(back), "Opens the review of the way back, checked now", back) : null,
  ].filter((each) => each !== null);
}

/** @param {NewPlan} planned */
const mayPlan = ({ kind }) => (kind === "launch" ? canLaunch() : canOperate());

/** @param {import("../cart/cart.js").NewMove} back */
const backCaption = ({ target }) => (target === "" ? "Take it out again" : `Move back to ${contractName(target)}`);

/**
 * @param {string} name
 * @param {string} caption
 * @param {string} title
 * @param {NewPlan} planned
 */
const button = (name, caption, title, planned) =>
  h(
    "button",
    {
      type: "button",
      class: "btn btn-sm btn-outline-secondary",
      title,
      data: { action: name },
      onclick: () => {
        plan([planned]);
        const item = planFor(planned.host);
        if (item) openReview([item]);
      },
    },
    caption,
  );
