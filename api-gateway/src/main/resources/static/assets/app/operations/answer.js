// What a cloud answered, said shortly: the class of an error first; the whole text is there for those who ask for it.
const LONGEST = 60;
const EXPLAINED = /\b(\d{3}) [^<>]*<class '(?:[\w]+\.)*(\w+)'>/g;
/** Nova names the exception behind a 500 in this way. */
const EXCEPTION = /<class '(?:[\w]+\.)*(\w+)'>/;
const STATUS = /^(\d{3})\b[\s:]*(.*)$/s;
const VARYING = [
  /\breq-[0-9a-f-]{36}\b/gi,
  /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi,
  /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?/g,
  /\b\d+(?:[.,]\d+)?\s?(?:ms|s)\b/g,
];

/** 500 MessagingTimeout; 503 Service Unavailable; no answer within 30 s */
export function classOf(answer) {
  const text = String(answer ?? "").trim();
  const [, status, rest = text] = STATUS.exec(text) ?? [];
  const name = EXCEPTION.exec(text)?.[1] ?? firstClause(rest);
  return [status, name].filter(Boolean).join(" ");
}

function firstClause(text) {
  const clause = text.split(/(?<=[.:;])\s|\s\(/)[0].replace(/[.:;]$/, "");
  return clause.length <= LONGEST ? clause : `${clause.slice(0, clause.lastIndexOf(" ", LONGEST)).slice(0, LONGEST)} …`;
}

/** Two answers that differ in nothing but times and the numbers of requests say the same. */
export const withoutVarying = (text) => VARYING.reduce((left, pattern) => left.replace(pattern, "…"), String(text ?? ""));

/** A sentence that repeats what its calls were answered names the class of it instead. */
export const withoutAnswers = (text, calls) =>
  calls
    .map(({ answer }) => String(answer ?? ""))
    .filter((answer) => answer.length > classOf(answer).length)
    .sort((a, b) => b.length - a.length)
    .reduce((left, answer) => left.replaceAll(answer, classOf(answer)), text)
    .replace(EXPLAINED, "$1 $2");
