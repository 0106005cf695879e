// @ts-check
// The policies of pools, read again whenever one of their plans has changed.
import { get } from "../core/api.js";
import { signal } from "../core/signal.js";
import { onPlans } from "../plans/plan-store.js";

/** @import { Policy } from "#api" */

/** By name; null until they were read. */
export const policies = signal(/** @type {Policy[] | null} */ (null));

export async function loadPolicies() {
  /** @type {Policy[]} */
  const all = await get("/api/policies");
  policies.set(all);
}

onPlans((changed) => changed.some((notice) => notice.policy) && loadPolicies().catch(() => null));
