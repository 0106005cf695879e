// @ts-check
// Keyboard shortcuts of the whole page. They are off while the user types or a dialog is open.
import { signal, persist } from "./signal.js";
import { keyBindings } from "./key-bindings.js";

/** @import { Action } from "./key-bindings.js" */

const bindings = keyBindings();
/** Whether shortcuts without Ctrl are on. Users of speech input can switch them off (WCAG 2.1.4). */
export const characterKeys = signal(true);
persist(characterKeys, "spot.keys");
let suspended = false;

/**
 * @param {string} keys such as "c", "?", "g b" (one after the other) or "ctrl+k"
 * @param {Action} action
 * @returns a function that removes it again
 */
export const onKey = (keys, action) => bindings.bind(keys, action);

/** Switches all shortcuts off, for a screen that is shared. Returns a function that switches them on again. */
export function suspendKeys() {
  suspended = true;
  return () => {
    suspended = false;
  };
}

/** @param {EventTarget | null} target */
const isTyping = (target) =>
  target instanceof Element &&
  target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]") !== null;

document.addEventListener("keydown", (event) => {
  if (suspended || event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
  const action = bindings.actionOf(event, { typing: isTyping(event.target), characters: characterKeys.value });
  if (action && action() !== false) event.preventDefault();
});
