// @ts-check
// Shortens the answers of clouds to the class of the error.
const MAX_LENGTH = 60;
/** The words of a cloud stand between marks, in answers since they are marked. */
const MARKS = /[“”]/g;
const EXPLAINED = /\b(\d{3}) [^<>]*<class '(?:[\w]+\.)*(\w+)'>(?:[^“”]*”)?/g;
/** How Nova names the exception behind a 500. */
const EXCEPTION = /<class '(?:[\w]+\.)*(\w+)'>/;
const STATUS = /^(\d{3})\b[\s:]*(.*)$/s;
const VARIABLE_PARTS = [
  /\breq-[0-9a-f-]{36}\b/gi,
  /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi,
  /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?/g,
  /\b\d+(?:[.,]\d+)?\s?(?:ms|s)\b/g,
];

/**
 * 500 MessagingTimeout; 503 Service Unavailable; no answer within 30 s
 *
 * @param {string | null | undefined} answer
 */
export function errorClass(answer) {
  const text = String(answer ?? "")
    .replace(MARKS, "")
    .trim();
  const [, status, rest = text] = STATUS.exec(text) ?? [];
  const name = EXCEPTION.exec(text)?.[1] ?? firstClause(rest);
  return [status, name].filter(Boolean).join(" ");
}

/** @param {string} text */
function firstClause(text) {
  const clause = text.split(/(?<=[.:;])\s|\s\(/)[0].replace(/[.:;]$/, "");
  return clause.length <= MAX_LENGTH ? clause : `${clause.slice(0, clause.lastIndexOf(" ", MAX_LENGTH)).slice(0, MAX_LENGTH)} …`;
}

/**
 * Makes answers equal that differ only in times and request ids.
 *
 * @param {string | null | undefined} text
 */
export const withoutVariableParts = (text) =>
  VARIABLE_PARTS.reduce((left, pattern) => left.replace(pattern, "…"), String(text ?? ""));

/**
 * Replaces the answers of calls that a sentence repeats by their error class.
 *
 * @param {string} text
 * @param {Array<{ answer?: string }>} calls
 */
export const withoutRepeatedAnswers = (text, calls) =>
  calls
    .map(({ answer }) => String(answer ?? ""))
    .filter((answer) => answer.length > errorClass(answer).length)
    .sort((a, b) => b.length - a.length)
    .reduce((left, answer) => left.replaceAll(answer, errorClass(answer)), text)
    .replace(EXPLAINED, "$1 $2");
