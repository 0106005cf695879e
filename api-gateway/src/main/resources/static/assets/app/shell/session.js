// @ts-check
// The user and the permissions. The gateway enforces them; the board only hides what the gateway would refuse.
import { signal } from "../core/signal.js";
import { me } from "../core/api.js";
import { applyFreeze } from "./freeze.js";

/** Which roles have the permissions of another one, as the gateway says. */
const INCLUDED_IN = {
  LAUNCHER: ["LAUNCHER", "OPERATOR", "ADMIN"],
  OPERATOR: ["OPERATOR", "ADMIN"],
  AUDITOR: ["AUDITOR", "ADMIN"],
};

/** @import { Me } from "#api" */

/** @typedef {Pick<Me, "name" | "role" | "shared" | "features" | "limits"> & { release?: Me["release"], issuer?: Me["issuer"] }} Session */

export const session = signal(/** @type {Session} */ ({ name: "", role: "VIEWER", shared: false, features: {} }));

export async function openSession() {
  const user = await me();
  applyFreeze(user.freeze);
  const { name, role, shared, issuer, limits, features, release } = user;
  session.set({ name, role, shared, issuer, limits, features, release });
}

/** @param {keyof typeof INCLUDED_IN} role */
const has = (role) => INCLUDED_IN[role].includes(session.value.role);

export const canOperate = () => has("OPERATOR");
export const canLaunch = () => has("LAUNCHER");
export const canAudit = () => has("AUDITOR");
/** What reaches further than single hosts is for people without limits. */
export const canOperateFleet = () => canOperate() && !session.value.limits;
/** The only pools, GPU types and contracts on which the user may act; empty without limits. */
export const limitNames = () => (session.value.limits ?? []).map((limit) => limit.name).join(", ");
export const isAdmin = () => session.value.role === "ADMIN";

/**
 * Null if the feature is available, else a sentence with the reason.
 *
 * @param {string} feature
 */
export function unavailableReason(feature) {
  const state = session.value.features[feature];
  return state && state.available === false ? (state.why ?? `${feature} is not configured`) : null;
}
