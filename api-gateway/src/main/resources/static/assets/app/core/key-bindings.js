// @ts-check
// Which shortcut a key press means: a single key, or a key after a prefix such as "g b".

const PREFIX_MS = 1200;
/** The only shortcut that works while the user types. */
const WHILE_TYPING = "ctrl+k";

/** @typedef {{ key: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean }} Press */
/** @typedef {() => unknown} Action false: the key press was not used */

/** @param {() => number} clock milliseconds; a prefix expires */
export function keyBindings(clock = () => performance.now()) {
  /** @type {Map<string, Action>} */
  const bindings = new Map();
  let prefix = "";
  let expires = 0;
  return {
    /**
     * @param {string} keys such as "c", "?", "g b" (one after the other) or "ctrl+k"
     * @param {Action} action
     * @returns a function that removes it again
     */
    bind(keys, action) {
      bindings.set(keys, action);
      return () => {
        if (bindings.get(keys) === action) bindings.delete(keys);
      };
    },

    /**
     * The action of a key press, or undefined. A prefix is kept for the next press.
     *
     * @param {Press} press
     * @param {{ typing: boolean, characters: boolean }} state typing: the focus is in a field; characters: keys without Ctrl are on
     */
    actionOf(press, { typing, characters }) {
      const control = press.ctrlKey || press.metaKey;
      if (press.altKey || (!control && !characters)) return undefined;
      const pressed = (control ? "ctrl+" : "") + (press.key.length === 1 ? press.key.toLowerCase() : press.key);
      if (typing && pressed !== WHILE_TYPING) return undefined;
      const before = clock() < expires ? prefix : "";
      const action = bindings.get(before + pressed) ?? bindings.get(pressed);
      const begins = !action && [...bindings.keys()].some((keys) => keys.startsWith(`${pressed} `));
      prefix = begins ? `${pressed} ` : "";
      expires = begins ? clock() + PREFIX_MS : 0;
      return action;
    },
  };
}
