// @ts-check
// What is wrong with the query of an address. A misspelt filter would otherwise show everything without a word.

/** By name of a parameter: the values that it may have, or null for any. @typedef {Record<string, readonly string[] | null>} KnownQuery */
/** @typedef {{ name: string, text: string }} WrongParameter */

/**
 * @param {URLSearchParams} query
 * @param {KnownQuery} known
 * @returns {WrongParameter[]} each with a sentence
 */
export function wrongInQuery(query, known) {
  return [...new Set(query.keys())].flatMap((name) => {
    if (!Object.hasOwn(known, name)) return [{ name, text: `“${name}” is no filter of this page. ${knownText(known)}` }];
    const allowed = known[name];
    const value = query.get(name) ?? "";
    return allowed === null || allowed.includes(value)
      ? []
      : [{ name, text: `${name} is “${value}” and must be ${allowed.join(" or ")}, so it is ignored.` }];
  });
}

/** @param {KnownQuery} known */
function knownText(known) {
  const names = Object.keys(known);
  return names.length > 0 ? `Known are ${names.join(", ")}.` : "It has none.";
}
