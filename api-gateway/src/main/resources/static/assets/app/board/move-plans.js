// @ts-check
// The plans that a drop of cards on a pool makes, and the sentence that says what was planned.
import { contractName } from "../fleet/pools.js";
import { count } from "../core/format.js";
import { usualDeadline } from "../cart/move-body.js";

/** @import { Pool } from "#api" */
/** @import { Verdict } from "../fleet/move-verdicts.js" */
/** @import { NewPlan } from "../cart/cart.js" */
/** @import { Card } from "./cards.js" */

/**
 * Refused hosts are left out. A host in no pool has no source: it is placed.
 *
 * @param {Card[]} items
 * @param {{ name: string }} target no name: they are withdrawn
 * @param {Verdict} verdict of these items for the target
 * @returns {{ plans: NewPlan[], text: string }} text: what is planned and what is not; with no plans: why
 */
export function movePlans(items, target, verdict) {
  const movable = new Map(verdict.movable.map(({ host, result }) => [host.hostname, result]));
  const plans = items
    .filter(({ host, source }) => movable.has(host.hostname) && (source?.name ?? "") !== target.name)
    .map(
      ({ host, source }) =>
        /** @type {NewPlan} */ ({
          kind: "move",
          host: host.hostname,
          source: source?.name ?? "",
          target: target.name,
          gpu_type: host.gpu_type,
          ...(movable.get(host.hostname) === "waits" ? { deadline: usualDeadline() } : {}),
        }),
    );
  if (plans.length === 0) return { plans, text: verdict.text };
  const refused = verdict.verdicts.find(({ result }) => result === "refused");
  const left = refused ? [`${verdict.verdicts.length - movable.size} refused: ${refused.reason}`] : [];
  const what = plans.length === 1 ? plans[0].host : count(plans.length, "host");
  const waiting = plans.filter((item) => item.kind === "move" && item.deadline).length;
  const wait = waiting === 0 ? [] : [plans.length === 1 ? "it waits until it is empty" : `${waiting} wait until they are empty`];
  return { plans, text: [`${what} planned to ${contractName(target.name)}`, ...wait, ...left].join("; ") };
}
