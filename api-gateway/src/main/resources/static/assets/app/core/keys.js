// Keyboard shortcuts of the whole page. They are off while the user types or a dialog is open.
import { signal, persist } from "./signal.js";

const bindings = new Map();
/** Whether shortcuts without Ctrl are on. Users of speech input can switch them off (WCAG 2.1.4). */
export const characterKeys = signal(true);
persist(characterKeys, "spot.keys");
/** The only shortcut that works while the user types. */
const WHILE_TYPING = "ctrl+k";
let suspended = false;
let prefix = "";
let prefixTimer = 0;
const PREFIX_MS = 1200;

/** @param keys such as "c", "?", "g b" (one after the other) or "ctrl+k" */
export function onKey(keys, action) {
  bindings.set(keys, action);
  return () => bindings.delete(keys);
}

/** Switches all shortcuts off, for a screen that is shared. Returns a function that switches them on again. */
export function suspendKeys() {
  suspended = true;
  return () => (suspended = false);
}

const isTyping = (target) =>
  target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]") !== null;

document.addEventListener("keydown", (event) => {
  if (suspended || event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
  const control = event.ctrlKey || event.metaKey;
  if (event.altKey || (!control && !characterKeys.value)) return;
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
