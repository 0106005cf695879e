// @ts-check
import { h } from "../core/dom.js";
import { openDialog } from "../core/dialog.js";

let isOpen = false;

/** The session has ended. The page and the cart are kept. */
export function promptLogin() {
  if (isOpen) return;
  isOpen = true;
  openDialog({
    title: "You are logged out",
    body: h("p", { class: "sheet-text" }, "The session has ended. The cart is kept; log in again to continue."),
    footer: () =>
      h("button", { type: "button", class: "btn btn-primary", autofocus: true, onclick: () => location.reload() }, "Log in"),
    closed: () => (isOpen = false),
  });
}
