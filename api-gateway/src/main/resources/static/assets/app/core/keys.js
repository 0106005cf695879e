// Keys that work wherever the focus is, unless somebody is typing or a dialog is open.
const bindings = new Map();
let prefix = "";
let prefixTimer = 0;
const PREFIX_MS = 1200;

/** @param keys such as "c", "?", "g b" (one after the other) or "ctrl+k" */
export function onKey(keys, action) {
  bindings.set(keys, action);
  return () => bindings.delete(keys);
}

const isTyping = (target) =>
  target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]") !== null;

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
  const control = event.ctrlKey || event.metaKey;
  if (event.altKey || (isTyping(event.target) && !control)) return;
  const pressed = (control ? "ctrl+" : "") + (event.key.length === 1 ? event.key.toLowerCase() : event.key);
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
