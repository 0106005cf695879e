// Keys that work wherever the focus is, unless somebody is typing or a dialog is open.
import { cell, persist } from "./cell.js";

const bindings = new Map();
/** Whether keys without Ctrl do anything: who dictates, or hits keys by accident, can switch them off. */
export const plainKeys = cell(true);
persist(plainKeys, "spot.keys");
/** What somebody who types may press and mean the board. */
const WHILE_TYPING = "ctrl+k";
let silent = false;
let prefix = "";
let prefixTimer = 0;
const PREFIX_MS = 1200;

/** @param keys such as "c", "?", "g b" (one after the other) or "ctrl+k" */
export function onKey(keys, action) {
  bindings.set(keys, action);
  return () => bindings.delete(keys);
}

/** No keys at all, on a screen that others look at; answers how to have them back. */
export function silence() {
  silent = true;
  return () => (silent = false);
}

const isTyping = (target) =>
  target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]") !== null;

document.addEventListener("keydown", (event) => {
  if (silent || event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
  const control = event.ctrlKey || event.metaKey;
  if (event.altKey || (!control && !plainKeys.value)) return;
  const pressed = (control ? "ctrl+" : "") + (event.key.length === 1 ? event.key.toLowerCase() : event.key);
  if (isTyping(event.target) && pressed !== WHILE_TYPING) return;
  const action = bindings.get(prefix + pressed) ?? bindings.get(pressed);
  clearTimeout(prefixTimer);
  prefix = "";
  if (action) {
    if (action(event) !== false) event.preventDefault();
  } else if ([...bindings.keys()].some((keys) => keys.startsWith(`${pressed} `))) {
    prefix = `${pressed} `;
    prefixTimer = setTimeout(() => (prefix = ""), PREFIX_MS);
  }
});
