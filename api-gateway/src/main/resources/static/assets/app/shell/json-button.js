// @ts-check
import { h } from "../core/dom.js";
import { downloadAll } from "../core/download.js";
import { count } from "../core/format.js";
import { notifyProblem, notifyInfo } from "./notices.js";

/** @import { QueryValue } from "../core/api.js" */

/**
 * @param {string} path
 * @param {() => Record<string, QueryValue>} filters returns the current filters
 * @param {string} name of the file
 */
export function jsonButton(path, filters, name) {
  const button = h("button", { type: "button", class: "btn-quiet", onclick: save }, "JSON");

  async function save() {
    button.disabled = true;
    try {
      const file = await downloadAll(path, filters(), name);
      if (file.more)
        notifyInfo(`${name} has the latest ${count(file.count, "entry", "entries")}: a shorter time finds the others.`);
    } catch (problem) {
      notifyProblem(problem, `${name} was not written`);
    } finally {
      button.disabled = false;
    }
  }

  return button;
}
