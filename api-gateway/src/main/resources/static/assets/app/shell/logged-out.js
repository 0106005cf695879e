import { h } from "../core/dom.js";
import { openDialog } from "../core/dialog.js";

let asked = false;

/** The session is over; what is on the page and in the cart stays. */
export function askToLogIn() {
  if (asked) return;
  asked = true;
  openDialog({
    title: "You are logged out",
    body: h("p", { class: "sheet-text" }, "The session has ended. The cart is kept; log in again to go on from here."),
    footer: () =>
      h("button", { type: "button", class: "btn btn-primary", autofocus: true, onclick: () => location.reload() }, "Log in"),
    closed: () => (asked = false),
  });
}
