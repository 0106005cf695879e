// @ts-check
// The user and the permissions. The gateway enforces them; the board only hides what the gateway would refuse.
import { signal } from "../core/signal.js";
import { me } from "../core/api.js";
import { applyFreeze } from "./freeze.js";

const ORDER = ["VIEWER", "OPERATOR", "ADMIN"];

/** @import { Me } from "#api" */

/** @typedef {Pick<Me, "name" | "role" | "features"> & { release?: Me["release"] }} Session */

export const session = signal(/** @type {Session} */ ({ name: "", role: "VIEWER", features: {} }));

export async function openSession() {
  const user = await me();
  applyFreeze(user.freeze);
  session.set({ name: user.name, role: user.role, features: user.features, release: user.release });
}

export const canOperate = () => ORDER.indexOf(session.value.role) >= ORDER.indexOf("OPERATOR");

/**
 * Null if the feature is available, else a sentence with the reason.
 *
 * @param {string} feature
 */
export function unavailableReason(feature) {
  const state = session.value.features[feature];
  return state && state.available === false ? (state.why ?? `${feature} is not configured`) : null;
}
