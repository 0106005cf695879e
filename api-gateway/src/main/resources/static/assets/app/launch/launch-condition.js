// @ts-check
/** @import { Host } from "#api" */

/**
 * Why no VM can be launched on a host, in a few words, or null. The gateway checks it again.
 *
 * @param {Host} host
 * @param {object | undefined} operation the open operation of the host
 * @param {string | null} unavailable why launches are off
 */
export function whyNoLaunch(host, operation, unavailable) {
  if (unavailable !== null) return unavailable;
  if (operation) return "held by an open operation";
  if (host.has_vms) return "a VM runs on it";
  return host.status === "OUT_OF_STOCK" ? "out of stock" : null;
}
