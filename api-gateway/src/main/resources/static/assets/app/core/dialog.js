import { h, icon } from "./dom.js";

let number = 0;

/**
 * Opens a modal <dialog>: it traps the focus, restores it when it closes, and closes on Escape.
 *
 * @param body an element, or a function that gets the dialog and returns one
 * @param closed called once after it was closed
 */
export function openDialog({ title, body, footer, size = "md", closed }) {
  const id = `dialog-${++number}`;
  const previousFocus = document.activeElement;
  const close = () => dialog.close();
  const dialog = h("dialog", { class: `sheet sheet-${size}`, "aria-labelledby": id });
  const bodyElement = h("div", { class: "sheet-body" });
  const footerElement = h("div", { class: "sheet-foot" });
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
  bodyElement.append(typeof body === "function" ? body(handle) : body);
  if (footer) {
    footerElement.append(...[footer(handle)].flat());
    dialog.append(footerElement);
  }
  // A text selection may end outside the dialog; only a click that also starts outside closes it.
  let pressed = null;
  dialog.addEventListener("pointerdown", (event) => (pressed = event.target));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog && pressed === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (previousFocus?.isConnected) previousFocus.focus({ preventScroll: true });
    closed?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  (
    dialog.querySelector("[autofocus]") ??
    dialog.querySelector(".sheet-body :is(input, select, textarea, button, a[href])") ??
    dialog
  ).focus();
  return handle;
}
