// @ts-check
// Fills a template of a link. A value may be anything that a cloud or a person wrote, and must stay one part of the path, one value of the query.

/**
 * The address; null if a value is not known, or cannot stand where it is to stand.
 *
 * @param {string} template
 * @param {Record<string, string | null | undefined>} values
 */
export function address(template, values) {
  let whole = true;
  const filled = template.replace(/\{([^{}]*)\}/g, (_, name) => {
    const value = encoded(values[name]);
    if (value === null) whole = false;
    return value ?? "";
  });
  if (!whole) return null;
  return /^https?:\/\//i.test(filled) && !changesPath(filled) ? filled : null;
}

/** @param {string | null | undefined} value */
function encoded(value) {
  if (value === null || value === undefined || value === "") return null;
  try {
    return encodeURIComponent(value).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  } catch {
    return null; // half a character
  }
}

/**
 * A part of a path that is one or two dots leads elsewhere, also if it is encoded: browsers read it as dots.
 *
 * @param {string} filled
 */
const changesPath = (filled) =>
  filled
    .split(/[?#]/)[0]
    .split("/")
    .slice(3)
    .some((part) => /^(\.|%2e){1,2}$/i.test(part));
