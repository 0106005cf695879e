// @ts-check
// A dialog with a secret that nobody can read again.
import { h } from "../core/dom.js";
import { openDialog } from "../core/dialog.js";

/**
 * @param {string} title
 * @param {string} secret
 * @param {string} note what it is for; that it is shown only now is said before it
 */
export function showOnce(title, secret, note) {
  openDialog({
    title,
    body: h(
      "div",
      {},
      h("p", {}, h("code", { class: "first-password" }, secret)),
      h("p", { class: "page-note" }, `It is shown only now. ${note}`),
    ),
  });
}
