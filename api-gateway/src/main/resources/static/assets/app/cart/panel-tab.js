// The open tab of the panel.
import { signal } from "../core/signal.js";

/** "cart", "activity" or "" while closed. */
export const panel = signal("");

export const openPanel = (tab) => panel.set(tab);
export const togglePanel = (tab) => panel.set(panel.value === tab ? "" : tab);
