// @ts-check
// Search by words: upper and lower case do not matter, and every word has to occur.

/** @param {string} text */
export const wordsOf = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);

/** What words are looked for in. @param {Array<string | undefined | null>} fields */
export const searchText = (fields) => fields.filter(Boolean).join("\n").toLowerCase();

/**
 * @param {string[]} words in lower case
 * @param {string} text of searchText()
 */
export const hasAll = (words, text) => words.every((word) => text.includes(word));

/**
 * Whether every word occurs in one of the fields. A field without a value contains nothing.
 *
 * @param {string[]} words in lower case
 * @param {Array<string | undefined | null>} fields
 */
export const containsAll = (words, fields) => words.length === 0 || hasAll(words, searchText(fields));
