// @ts-check
// The subset of Markdown that the description uses: paragraphs, tables, **strong** and `code`.
import { h } from "../core/dom.js";

/**
 * Inline forms only.
 *
 * @param {string | undefined} text
 */
export function prose(text) {
  return String(text ?? "")
    .split(/(`[^`]+`|\*\*[^*]+\*\*)/)
    .map((part) =>
      part.startsWith("`") ? h("code", {}, part.slice(1, -1)) : part.startsWith("**") ? h("strong", {}, part.slice(2, -2)) : part,
    );
}

/**
 * With paragraphs and tables.
 *
 * @param {string | undefined} text
 */
export function paragraphs(text) {
  return String(text ?? "")
    .split(/\n\s*\n/)
    .filter(Boolean)
    .map((block) => (block.startsWith("|") ? table(block) : h("p", {}, prose(block))));
}

/** @param {string} block */
function table(block) {
  const [head, , ...rows] = block.split("\n").map((line) => line.split("|").slice(1, -1));
  return h(
    "div",
    { class: "table-frame" },
    h(
      "table",
      { class: "grid-table" },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          head.map((cell) => h("th", { scope: "col" }, prose(cell.trim()))),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map((row) =>
          h(
            "tr",
            {},
            row.map((cell) => h("td", {}, prose(cell.trim()))),
          ),
        ),
      ),
    ),
  );
}
