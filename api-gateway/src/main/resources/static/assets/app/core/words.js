// @ts-check
// Search by words: upper and lower case do not matter, and every word has to occur.

/** @param {string} text */
export const wordsOf = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);

/**
 * Whether every word occurs in one of the fields. A field without a value contains nothing.
 *
 * @param {string[]} words in lower case
 * @param {Array<string | undefined | null>} fields
 */
export function containsAll(words, fields) {
  if (words.length === 0) return true;
  const text = fields.filter(Boolean).join("\n").toLowerCase();
  return words.every((word) => text.includes(word));
}
