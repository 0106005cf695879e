// The selected cards, as in a file manager: click selects, Ctrl adds one, Shift selects a range.
import { signal } from "../core/signal.js";

/** Keys of cards. */
export const selection = signal(new Set());
let anchor = null;

export const cardsIn = (root) => [...root.querySelectorAll(".card[data-key]")];
const keyOf = (element) => element.dataset.key;

export function select(root, element, { add = false, range = false } = {}) {
  const key = keyOf(element);
  if (range && anchor) selection.set(new Set([...(add ? selection.value : []), ...between(root, anchor, key)]));
  else if (add) {
    const next = new Set(selection.value);
    if (!next.delete(key)) next.add(key);
    selection.set(next);
  } else selection.set(new Set([key]));
  if (!range) anchor = key;
}

export function clearSelection() {
  anchor = null;
  if (selection.value.size > 0) selection.set(new Set());
}

function between(root, one, other) {
  const keys = cardsIn(root).map(keyOf);
  const [from, to] = [keys.indexOf(one), keys.indexOf(other)].sort((a, b) => a - b);
  return from < 0 ? [other] : keys.slice(from, to + 1);
}

/** Shows the selection on the cards, and removes keys that are no longer on the board. */
export function showSelection(root) {
  const present = new Set();
  for (const element of cardsIn(root)) {
    const key = keyOf(element);
    present.add(key);
    const selected = String(selection.value.has(key));
    if (element.getAttribute("aria-selected") !== selected) element.setAttribute("aria-selected", selected);
  }
  if ([...selection.value].some((key) => !present.has(key)))
    selection.set(new Set([...selection.value].filter((key) => present.has(key))));
}
