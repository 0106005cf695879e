// @ts-check
import { childrenOf, h, icon, renderList, setAttribute, setText } from "../core/dom.js";
import { scheduleRender } from "../core/signal.js";
import { contractName } from "../fleet/pools.js";
import { patchItem, cart, undo, undoable } from "./cart.js";
import { previews, previewStatus } from "./previews.js";
import { outcomeOf, verdictLine } from "./plan-verdict.js";
import { poolBalance } from "./pool-balance.js";
import { openReview } from "./review.js";
import { removePlans } from "./remove-plans.js";

/** @import { Plan } from "./cart.js" */

/** The list of plans. Nothing is sent before the review is confirmed. */
export function cartView() {
  const list = h("ul", { class: "cart-list" });
  const empty = h(
    "div",
    { class: "panel-empty" },
    h("p", {}, "Nothing is planned."),
    h("p", {}, "Drag hosts onto a pool, or press ", h("kbd", {}, "m"), " on a card. Plans wait here until they are committed."),
  );
  const undoButton = h("button", { type: "button", class: "btn-quiet", onclick: undo }, "Undo");
  const clearButton = h("button", { type: "button", class: "btn-quiet", onclick: () => removePlans(cart.value) }, "Remove all");
  const selectedButton = h("button", {
    type: "button",
    class: "btn btn-outline-primary btn-sm",
    onclick: () => openReview(cart.value.filter((item) => item.selected)),
  });
  const allButton = h("button", { type: "button", class: "btn btn-primary btn-sm", onclick: () => openReview(cart.value) });
  const foot = h(
    "div",
    { class: "panel-foot" },
    h("div", { class: "panel-tools" }, undoButton, clearButton),
    h("div", { class: "panel-commit" }, selectedButton, allButton),
  );
  const view = h("div", { class: "panel-view" }, empty, list, poolBalance(() => cart.value).element, foot);

  const render = scheduleRender(() => {
    const items = cart.value;
    const selected = items.filter((item) => item.selected);
    empty.hidden = items.length > 0;
    renderList(list, items, { key: (item) => item.id, create: makeItem, update: updateItem });
    undoButton.disabled = undoable.value === 0;
    clearButton.hidden = items.length === 0;
    selectedButton.hidden = selected.length === 0 || selected.length === items.length;
    allButton.hidden = items.length === 0;
    setText(selectedButton, `Review ${selected.length} selected`);
    setText(allButton, items.length === 1 ? "Review and commit" : `Review all ${items.length}`);
    foot.hidden = items.length === 0 && undoable.value === 0;
  });
  cart.subscribe(render);
  undoable.subscribe(render);
  previews.subscribe(render);
  render();
  return view;
}

/** @param {Plan} item */
function makeItem(item) {
  /** @type {HTMLInputElement} */
  const tick = h("input", {
    type: "checkbox",
    class: "form-check-input",
    "aria-label": `Select ${item.host}`,
    onchange: () => patchItem(item.id, { selected: tick.checked }),
  });
  return h(
    "li",
    { class: "cart-item", data: { id: item.id } },
    tick,
    h(
      "div",
      { class: "cart-main" },
      h("div", { class: "cart-host" }, item.host),
      h("div", { class: "cart-route" }),
      h("div", { class: "cart-verdict" }),
    ),
    h(
      "div",
      { class: "cart-tools" },
      h(
        "button",
        { type: "button", class: "btn-quiet", onclick: () => openReview(cart.value.filter((one) => one.id === item.id)) },
        "Review",
      ),
      h(
        "button",
        {
          type: "button",
          class: "btn-icon",
          "aria-label": `Remove ${item.host} from the cart`,
          onclick: () => removePlans([item]),
        },
        icon("close"),
      ),
    ),
  );
}

/**
 * @param {HTMLElement} element
 * @param {Plan} item
 */
function updateItem(element, item) {
  const [tick, main] = childrenOf(element);
  const [, route, verdict] = childrenOf(main);
  /** @type {HTMLInputElement} */ (tick).checked = item.selected;
  if (!route.hasChildNodes())
    route.append(
      ...(item.kind === "launch"
        ? ["Launch ", item.image_name]
        : [contractName(item.source), icon("arrow"), contractName(item.target)]),
    );
  const state = item.unknown ? "acknowledge" : item.error ? "failed" : previewStatus(item);
  verdict.dataset.verdict = state;
  setText(verdict, outcomeOf(item) ?? verdictLine(previewStatus(item), previews.value.get(item.id)));
  setAttribute(element, "data-verdict", state);
}
