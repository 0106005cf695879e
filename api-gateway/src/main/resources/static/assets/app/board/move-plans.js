// @ts-check
// The plans that a drop of cards on a pool makes, and the sentence that says what was planned.
import { contractName } from "../fleet/pools.js";
import { count } from "../core/format.js";

/** @import { Pool } from "#api" */
/** @import { Verdict } from "../fleet/move-verdicts.js" */
/** @import { NewPlan } from "../cart/cart.js" */
/** @import { Card } from "./cards.js" */

const WITHOUT_POOL = "in no pool";

/**
 * Refused hosts are left out, and hosts that are in no pool, because a move needs a source.
 *
 * @param {Card[]} items
 * @param {{ name: string }} target
 * @param {Verdict} verdict of these items for the target
 * @returns {{ plans: NewPlan[], text: string }} text: what is planned and what is not; with no plans: why
 */
export function movePlans(items, target, verdict) {
  const movable = new Set(verdict.movable.map(({ host }) => host.hostname));
  const plans = items.flatMap(({ host, source }) =>
    source && movable.has(host.hostname)
      ? [
          /** @type {NewPlan} */ ({
            kind: "move",
            host: host.hostname,
            source: source.name,
            target: target.name,
            gpu_type: host.gpu_type,
          }),
        ]
      : [],
  );
  const homeless = items.filter(({ host, source }) => !source && movable.has(host.hostname));
  if (plans.length === 0) return { plans, text: homeless.length > 0 ? homelessText(homeless) : verdict.text };
  const refused = verdict.verdicts.find(({ result }) => result === "refused");
  const left = [
    refused && `${verdict.verdicts.length - movable.size} refused: ${refused.reason}`,
    homeless.length > 0 && `${homeless.length} ${WITHOUT_POOL}`,
  ].filter(Boolean);
  const what = plans.length === 1 ? plans[0].host : count(plans.length, "host");
  return { plans, text: [`${what} planned to ${contractName(target.name)}`, ...left].join("; ") };
}

/** @param {Card[]} items */
const homelessText = (items) =>
  items.length === 1
    ? `${items[0].host.hostname} is ${WITHOUT_POOL}: a move needs a source.`
    : `${count(items.length, "host")} are ${WITHOUT_POOL}: a move needs a source.`;
