import { h, icon, keyed, mark, say } from "../core/dom.js";
import { drawing } from "../core/cell.js";
import { contractName } from "../fleet/pools.js";
import { amend, cart, takeBack, undoable } from "./cart.js";
import { previews, standing } from "./previews.js";
import { verdictOf } from "./item-view.js";
import { openReview } from "./review.js";
import { outcomeOf } from "./send.js";
import { unplan } from "./unplan.js";

/** The list of plans. Nothing leaves it before the review is confirmed. */
export function cartView() {
  const list = h("ul", { class: "cart-list" });
  const empty = h(
    "div",
    { class: "panel-empty" },
    h("p", {}, "Nothing is planned."),
    h("p", {}, "Drag hosts onto a pool, or press ", h("kbd", {}, "m"), " on a card. Plans wait here until they are committed."),
  );
  const undo = h("button", { type: "button", class: "btn-quiet", onclick: takeBack }, "Undo");
  const clear = h("button", { type: "button", class: "btn-quiet", onclick: () => unplan(cart.value) }, "Remove all");
  const picked = h("button", {
    type: "button",
    class: "btn btn-outline-primary btn-sm",
    onclick: () => openReview(cart.value.filter((item) => item.selected)),
  });
  const every = h("button", { type: "button", class: "btn btn-primary btn-sm", onclick: () => openReview(cart.value) });
  const foot = h(
    "div",
    { class: "panel-foot" },
    h("div", { class: "panel-tools" }, undo, clear),
    h("div", { class: "panel-commit" }, picked, every),
  );
  const view = h("div", { class: "panel-view" }, empty, list, foot);

  const draw = drawing(() => {
    const items = cart.value;
    const selected = items.filter((item) => item.selected);
    empty.hidden = items.length > 0;
    keyed(list, items, { key: (item) => item.id, create: makeItem, update: updateItem });
    undo.disabled = undoable.value === 0;
    clear.hidden = items.length === 0;
    picked.hidden = selected.length === 0 || selected.length === items.length;
    every.hidden = items.length === 0;
    say(picked, `Review ${selected.length} selected`);
    say(every, items.length === 1 ? "Review and commit" : `Review all ${items.length}`);
    foot.hidden = items.length === 0 && undoable.value === 0;
  });
  cart.watch(draw);
  undoable.watch(draw);
  previews.watch(draw);
  draw();
  return view;
}

function makeItem(item) {
  const tick = h("input", {
    type: "checkbox",
    class: "form-check-input",
    "aria-label": `Select ${item.host}`,
    onchange: () => amend(item.id, { selected: tick.checked }),
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
        { type: "button", class: "btn-icon", "aria-label": `Remove ${item.host} from the cart`, onclick: () => unplan([item]) },
        icon("close"),
      ),
    ),
  );
}

function updateItem(element, item) {
  const [tick, main] = element.children;
  const [, route, verdict] = main.children;
  tick.checked = item.selected;
  if (!route.hasChildNodes())
    route.append(
      ...(item.kind === "launch"
        ? ["Launch ", item.image_name]
        : [contractName(item.source), icon("arrow"), contractName(item.target)]),
    );
  const state = item.unknown ? "acknowledge" : item.trouble ? "failed" : standing(item);
  verdict.dataset.verdict = state;
  say(verdict, outcomeOf(item) ?? verdictOf(item));
  mark(element, "data-verdict", state);
}
