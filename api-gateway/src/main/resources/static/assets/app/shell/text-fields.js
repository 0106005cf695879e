// @ts-check
// Fields for names and addresses, which no browser may complete, correct or capitalise.
import { h } from "../core/dom.js";

/**
 * @param {string} id
 * @param {string} example
 * @param {string} [value]
 */
export function textField(id, example, value = "") {
  const input = h("input", {
    class: "form-control",
    id,
    placeholder: example,
    autocomplete: "off",
    spellcheck: "false",
    autocapitalize: "none",
  });
  input.value = value;
  return input;
}

/**
 * @param {string} id
 * @param {string[]} [names] a line each
 */
export function namesField(id, names = []) {
  const input = h("textarea", { class: "form-control", id, rows: 2, spellcheck: "false", autocapitalize: "none" });
  input.value = names.join("\n");
  return input;
}

/** @param {string} text of a field of names */
export const namesIn = (text) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
