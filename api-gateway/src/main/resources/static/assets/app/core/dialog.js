import { h, icon } from "./dom.js";

let number = 0;

/**
 * A modal dialog on the browser's own element: it keeps the focus inside, gives it back, and closes on Escape.
 *
 * @param body an element, or a function of the dialog that makes one
 * @param closed called once, however it was closed
 */
export function openDialog({ title, body, footer, size = "md", closed }) {
  const id = `dialog-${++number}`;
  const before = document.activeElement;
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
  // A selection of text may end outside; only a press that begins there means to leave.
  let pressed = null;
  dialog.addEventListener("pointerdown", (event) => (pressed = event.target));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog && pressed === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus({ preventScroll: true });
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
