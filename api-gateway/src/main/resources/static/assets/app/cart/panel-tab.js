// Which part of the panel is open.
import { cell } from "../core/cell.js";

/** "cart", "activity" or "" while closed. */
export const panel = cell("");

export const openPanel = (tab) => panel.set(tab);
export const togglePanel = (tab) => panel.set(panel.value === tab ? "" : tab);
