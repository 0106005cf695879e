// @ts-check
// Selection as in a file manager: a click selects one, Ctrl adds or removes one, Shift selects a range.

/**
 * @param {{ selected: ReadonlySet<string>, anchor: string | null }} before anchor: where a range begins
 * @param {string[]} keys of all cards, in order
 * @param {string} key of the chosen card
 * @param {{ add?: boolean, range?: boolean }} how
 * @returns {{ selected: Set<string>, anchor: string | null }}
 */
export function afterChoosing({ selected, anchor }, keys, key, { add = false, range = false }) {
  if (range && anchor !== null) return { selected: new Set([...(add ? selected : []), ...between(keys, anchor, key)]), anchor };
  if (!add) return { selected: new Set([key]), anchor: range ? anchor : key };
  const next = new Set(selected);
  if (!next.delete(key)) next.add(key);
  return { selected: next, anchor: range ? anchor : key };
}

/**
 * The keys from one to the other; only the other if one of them is gone.
 *
 * @param {string[]} keys
 * @param {string} one
 * @param {string} other
 */
function between(keys, one, other) {
  const [from, to] = [keys.indexOf(one), keys.indexOf(other)].sort((a, b) => a - b);
  return from < 0 ? [other] : keys.slice(from, to + 1);
}
