// @ts-check
// The open tab of the panel.
import { signal } from "../core/signal.js";

/** @typedef {"cart" | "activity" | ""} Tab empty while closed */

export const panel = signal(/** @type {Tab} */ (""));

/** @param {Tab} tab */
export const openPanel = (tab) => panel.set(tab);
/** @param {Tab} tab */
export const togglePanel = (tab) => panel.set(panel.value === tab ? "" : tab);
