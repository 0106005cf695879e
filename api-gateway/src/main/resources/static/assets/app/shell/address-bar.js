// @ts-check
// The bar below the top bar while the address has a filter that the page does not know.
import { h } from "../core/dom.js";
import { setQuery, wrongParameters } from "../core/router.js";

/** @param {HTMLElement} root */
export function renderAddressBar(root) {
  const text = h("p", { class: "doubt-text", role: "status" });
  const remove = h(
    "button",
    {
      type: "button",
      class: "btn btn-sm btn-outline-secondary",
      onclick: () => setQuery(Object.fromEntries(wrongParameters.value.map(({ name }) => [name, null]))),
    },
    "Remove from the address",
  );
  root.append(h("div", { class: "doubt" }, text, remove));
  const render = () => {
    root.hidden = wrongParameters.value.length === 0;
    text.textContent = wrongParameters.value.map((wrong) => wrong.text).join(" ");
  };
  wrongParameters.subscribe(render);
  render();
}
