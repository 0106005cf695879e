// Which cards are selected, as in a file manager: click, ctrl for one more, shift for all in between.
import { cell } from "../core/cell.js";

/** Keys of cards. */
export const selection = cell(new Set());
let pivot = null;

export const cardsIn = (root) => [...root.querySelectorAll(".card[data-key]")];
const keyOf = (element) => element.dataset.key;

export function select(root, element, { add = false, range = false } = {}) {
  const key = keyOf(element);
  if (range && pivot) selection.set(new Set([...(add ? selection.value : []), ...between(root, pivot, key)]));
  else if (add) {
    const next = new Set(selection.value);
    if (!next.delete(key)) next.add(key);
    selection.set(next);
  } else selection.set(new Set([key]));
  if (!range) pivot = key;
}

export function clearSelection() {
  pivot = null;
  if (selection.value.size > 0) selection.set(new Set());
}

function between(root, one, other) {
  const keys = cardsIn(root).map(keyOf);
  const [from, to] = [keys.indexOf(one), keys.indexOf(other)].sort((a, b) => a - b);
  return from < 0 ? [other] : keys.slice(from, to + 1);
}

/** Shows the selection on the cards, and forgets what is not on the board any more. */
export function showSelection(root) {
  const there = new Set();
  for (const element of cardsIn(root)) {
    const key = keyOf(element);
    there.add(key);
    const selected = String(selection.value.has(key));
    if (element.getAttribute("aria-selected") !== selected) element.setAttribute("aria-selected", selected);
  }
  if ([...selection.value].some((key) => !there.has(key)))
    selection.set(new Set([...selection.value].filter((key) => there.has(key))));
}
