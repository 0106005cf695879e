// @ts-check
// What is sent to have the pools counted before and after the plans of the cart.

/** @import { CapacityPreviewBodyWished } from "#api" */
/** @import { Plan } from "./cart.js" */

/** At most so many are counted in one request. */
export const MOST = 1000;

/**
 * @param {Plan} item
 * @returns {CapacityPreviewBodyWished}
 */
export function wished(item) {
  if (item.kind === "launch") return { host: item.host, operation: "launch" };
  const wait = item.deadline ? { when: /** @type {const} */ ("empty") } : {};
  if (item.source === "") return { host: item.host, operation: "add", target_aggregate: item.target };
  if (item.target === "") return { host: item.host, operation: "remove", source_aggregate: item.source, ...wait };
  return { host: item.host, source_aggregate: item.source, target_aggregate: item.target, ...wait };
}
