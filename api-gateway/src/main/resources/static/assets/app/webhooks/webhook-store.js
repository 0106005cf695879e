// @ts-check
// The webhooks, and the addresses of what belongs to one.
import { get } from "../core/api.js";
import { signal } from "../core/signal.js";

/** @import { Webhook } from "#api" */

/** By name; null until they were read. */
export const webhooks = signal(/** @type {Webhook[] | null} */ (null));

export async function loadWebhooks() {
  /** @type {Webhook[]} */
  const all = await get("/api/webhooks");
  webhooks.set(all);
}

/**
 * @param {string} name
 * @param {string} [below]
 */
export const webhookAddress = (name, below = "") => `/api/webhooks/${encodeURIComponent(name)}${below}`;
