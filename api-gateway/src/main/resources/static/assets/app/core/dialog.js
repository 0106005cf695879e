// @ts-check
import { focused, h, icon } from "./dom.js";

let number = 0;

/** @typedef {{ dialog: HTMLDialogElement, body: HTMLElement, close: () => void }} DialogHandle */

/**
 * Opens a modal <dialog>: it traps the focus, restores it when it closes, and closes on Escape.
 *
 * @param {object} options
 * @param {string} options.title
 * @param {Node} options.body
 * @param {(handle: DialogHandle) => Node | Node[]} [options.footer]
 * @param {"md" | "lg"} [options.size]
 * @param {() => unknown} [options.closed] called once after it was closed
 * @returns {DialogHandle}
 */
export function openDialog({ title, body, footer, size = "md", closed }) {
  const id = `dialog-${++number}`;
  const previousFocus = focused();
  const close = () => dialog.close();
  const dialog = h("dialog", { class: `sheet sheet-${size}`, "aria-labelledby": id });
  const bodyElement = h("div", { class: "sheet-body" }, body);
  dialog.append(
    h(
      "div",
      { class: "sheet-head" },
      h("h2", { id, class: "sheet-title" }, title),
      h("button", { type: "button", class: "btn-icon", "aria-label": "Close", onclick: close }, icon("close")),
    ),
    bodyElement,
  );
  const handle = { dialog, body: bodyElement, close };
  if (footer) dialog.append(h("div", { class: "sheet-foot" }, [footer(handle)].flat()));
  // A text selection may end outside the dialog; only a click that also starts outside closes it.
  /** @type {EventTarget | null} */
  let pressed = null;
  dialog.addEventListener("pointerdown", (event) => (pressed = event.target));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog && pressed === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (previousFocus.isConnected) previousFocus.focus({ preventScroll: true });
    closed?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  /** @param {string} selector */
  const first = (selector) => /** @type {HTMLElement | null} */ (dialog.querySelector(selector));
  (first("[autofocus]") ?? first(".sheet-body :is(input, select, textarea, button, a[href])") ?? dialog).focus();
  return handle;
}
