// @ts-check
// The operations of a plan, with their checks and how far they are.
import { dataTable } from "../core/data-table.js";
import { h } from "../core/dom.js";
import { checkRow } from "../cart/check-list.js";
import { itemState, itemText, itemTone, remarks } from "./plan-text.js";

/** @import { Plan, PlanItem } from "#api" */

const HEAD = [{ text: "", label: "Commit" }, "Host", "What", "State", "Checks"];

/**
 * @param {Plan} plan
 * @param {Set<number>} unticked changed when a person ticks
 * @param {() => void} ticked called then
 */
export function itemRows(plan, unticked, ticked) {
  const items = plan.items ?? [];
  if (items.length === 0) return h("p", { class: "state-note" }, "Nothing has to be moved, or nothing can be.");
  return h(
    "section",
    { class: "plan-part", "aria-label": "Operations" },
    h("h2", { class: "side-title" }, "Operations"),
    dataTable(
      "Operations",
      HEAD,
      items.map((item) => row(item, plan, unticked, ticked)),
      "plan-items",
    ),
  );
}

/**
 * @param {PlanItem} item
 * @param {Plan} plan
 * @param {Set<number>} unticked
 * @param {() => void} ticked
 */
function row(item, plan, unticked, ticked) {
  const link = item.operation ? `/operations/${item.operation}` : null;
  return h(
    "tr",
    { data: { item: item.id, state: item.state } },
    h("td", {}, tick(item, plan, unticked, ticked)),
    h("td", { class: "nowrap" }, link ? h("a", { href: link }, item.host) : item.host),
    h("td", {}, itemText(item), origin(item)),
    h(
      "td",
      {},
      h("span", { class: "state", data: { tone: itemTone(item.state) } }, itemState(item.state)),
      item.note ? h("p", { class: "plan-note" }, item.note) : null,
    ),
    h("td", {}, checks(item)),
  );
}

/** @param {PlanItem} item */
function origin({ repeats, reverses }) {
  if (repeats) return h("span", { class: "dim" }, ` tries ${repeats} again`);
  return reverses ? h("span", { class: "dim" }, ` takes ${reverses} back`) : null;
}

/**
 * @param {PlanItem} item
 * @param {Plan} plan
 * @param {Set<number>} unticked
 * @param {() => void} ticked
 */
function tick(item, plan, unticked, ticked) {
  if (item.state !== "PLANNED" || plan.state === "RUNNING") return h("span", { class: "dim" }, item.id);
  /** @type {HTMLInputElement} */
  const box = h("input", {
    type: "checkbox",
    class: "form-check-input",
    "aria-label": `Commit ${item.host}`,
    checked: item.allowed && !unticked.has(item.id),
    disabled: !item.allowed,
    onchange: () => {
      if (box.checked) unticked.delete(item.id);
      else unticked.add(item.id);
      ticked();
    },
  });
  return box;
}

/** @param {PlanItem} item */
function checks(item) {
  const some = remarks(item);
  if (item.state !== "PLANNED") return h("span", { class: "dim" }, "the worker checks again");
  return some.length === 0
    ? h("span", { class: "state", data: { tone: "good" } }, "all passed")
    : h("ul", { class: "checks" }, ...some.map(checkRow));
}
