// @ts-check
// What is typed into the search of operations: key:value and words, and what can be typed next.
import { FILTERS, typed, wrongValue } from "./filter-query.js";

/** @import { Choices, FilterName } from "./filter-query.js" */

/** @typedef {{ key: string, name: FilterName, hint: string }} Key name: of the filter in the address */
/** @typedef {{ key: string, name: FilterName, text: string }} Chip text: its value as it is typed */
/** @typedef {{ insert: string, text: string, hint: string }} Suggestion insert: what replaces the last word */

/** @type {readonly Key[]} */
export const KEYS = [
  { key: "state", name: "state", hint: "such as state:needs-operator" },
  { key: "kind", name: "kind", hint: "such as kind:migration" },
  { key: "host", name: "host", hint: "a host, the whole name" },
  { key: "pool", name: "pool", hint: "the source or target of a move" },
  { key: "by", name: "user", hint: "who requested it" },
  { key: "since", name: "from", hint: "24h, 7d or 2026-11-28" },
  { key: "until", name: "to", hint: "the last day, 2026-11-28" },
  { key: "is", name: "open", hint: "open or ended" },
  { key: "batch", name: "batch_id", hint: "the name of a batch" },
  { key: "text", name: "q", hint: "in reason, cause, host, user or id" },
];
const SINCE = ["1h", "24h", "7d", "30d"];
const OPEN = /** @type {Record<string, string>} */ ({ open: "true", ended: "false" });
/** key:"a value", key:value, "some words", word */
const TOKEN = /([a-z_]+):(?=\s|$)|(?:([a-z_]+):)?(?:"([^"]*)"?|(\S+))/iy;

/**
 * The filters of the address, in the order in which they are shown.
 *
 * @param {URLSearchParams} query
 * @returns {Chip[]}
 */
export const chipsOf = (query) =>
  KEYS.flatMap(({ key, name }) => {
    const value = query.get(name);
    return value ? [{ key, name, text: shown(name, value) }] : [];
  });

/**
 * @param {FilterName} name
 * @param {string} value
 */
function shown(name, value) {
  if (name === "state") return typed(value);
  if (name === "open") return Object.keys(OPEN).find((word) => OPEN[word] === value) ?? value;
  return value;
}

/**
 * A chip as text that can be typed again.
 *
 * @param {Chip} chip
 */
export const asText = ({ key, text }) => `${key}:${/\s|"/.test(text) ? `"${text.replaceAll('"', "")}"` : text}`;

/**
 * Reads what was typed. Words without a key are searched as one text.
 *
 * @param {string} input
 * @param {Choices} choices
 * @returns {{ changes: Partial<Record<FilterName, string>>, wrong: string[] }} wrong: a sentence for each part that is not understood
 */
export function parse(input, choices) {
  /** @type {Partial<Record<FilterName, string>>} */
  const changes = {};
  /** @type {string[]} */
  const wrong = [];
  /** @type {string[]} */
  const words = [];
  for (const { key, value, quoted } of tokens(input)) {
    if (key === null) {
      if (value) words.push(value);
      continue;
    }
    const known = keyOf(key);
    if (!known)
      wrong.push(
        `“${key}” is no filter. There are ${KEYS.map((each) => each.key).join(", ")}. To search for the text itself, put it in quotes.`,
      );
    else if (!value) wrong.push(`${known.key}: needs a value: ${known.hint}.`);
    else {
      const stored = quoted ? value : storedValue(known.name, value);
      const problem = wrongValue(known.name, stored, choices);
      if (problem) wrong.push(problem);
      else changes[known.name] = stored;
    }
  }
  if (words.length > 0) changes.q = words.join(" ");
  return { changes, wrong };
}

/** The words of the key, and the names in the address, as somebody may have learned them. @param {string} key */
const keyOf = (key) =>
  KEYS.find((each) => each.key === key.toLowerCase()) ??
  KEYS.find((each) => FILTERS.includes(each.name) && each.name === key.toLowerCase());

/**
 * @param {FilterName} name
 * @param {string} value as it is typed
 */
function storedValue(name, value) {
  if (name === "state") return value.toUpperCase().replaceAll("-", "_");
  if (name === "open") return OPEN[value.toLowerCase()] ?? value;
  return name === "kind" ? value.toLowerCase() : value;
}

/**
 * @param {string} input
 * @returns {Array<{ key: string | null, value: string, quoted: boolean }>}
 */
function tokens(input) {
  const found = [];
  const pattern = new RegExp(TOKEN);
  let at = 0;
  while (at < input.length) {
    if (/\s/.test(input[at])) {
      at++;
      continue;
    }
    pattern.lastIndex = at;
    const [all = input[at], lone, key, quotes, value] = pattern.exec(input) ?? [];
    found.push({ key: lone ?? key ?? null, value: quotes ?? value ?? "", quoted: quotes !== undefined });
    at += all.length;
  }
  return found;
}

/**
 * What can be typed for the last word.
 *
 * @param {string} input
 * @param {Choices & { pools?: readonly string[] }} choices
 * @returns {Suggestion[]}
 */
export function suggestions(input, choices) {
  const last = lastWord(input);
  const [key, ...rest] = last.split(":");
  if (rest.length === 0)
    return KEYS.filter((each) => each.key.startsWith(last.toLowerCase())).map((each) => ({
      insert: `${each.key}:`,
      text: `${each.key}:`,
      hint: each.hint,
    }));
  const known = keyOf(key);
  const begun = rest.join(":").replaceAll('"', "").toLowerCase();
  return known
    ? values(known.name, choices)
        .filter((value) => value.toLowerCase().startsWith(begun))
        .map((value) => ({ insert: asText({ ...known, text: value }), text: `${known.key}:${value}`, hint: "" }))
    : [];
}

/**
 * @param {string} input
 * @param {string} insert
 */
export const withSuggestion = (input, insert) => input.slice(0, input.length - lastWord(input).length) + insert;

/** Blanks inside of quotes belong to the word. @param {string} input */
const lastWord = (input) => /(?:[a-z_]+:)?(?:"[^"]*|[^\s"]*)$/i.exec(input)?.[0] ?? "";

/**
 * @param {FilterName} name
 * @param {Choices & { pools?: readonly string[] }} choices
 * @returns {readonly string[]}
 */
function values(name, { states, kinds, pools = [] }) {
  if (name === "state") return states.map(typed);
  if (name === "kind") return kinds;
  if (name === "pool") return pools;
  if (name === "open") return Object.keys(OPEN);
  return name === "from" ? SINCE : [];
}
