// Who is logged in, and what that allows. The gateway decides; the board only leaves out what it would refuse.
import { cell } from "../core/cell.js";
import { me } from "../core/api.js";

const ORDER = ["VIEWER", "OPERATOR", "ADMIN"];

export const session = cell({ name: "", role: "VIEWER", features: {} });

export async function openSession() {
  const who = await me();
  session.set({ name: who.name, role: who.role, features: who.features ?? {} });
}

export const mayAct = () => ORDER.indexOf(session.value.role) >= ORDER.indexOf("OPERATOR");

/** Null if the feature is there, else the sentence that says what is missing. */
export function whyOff(feature) {
  const state = session.value.features[feature];
  return state && state.available === false ? (state.why ?? `${feature} is not configured`) : null;
}
