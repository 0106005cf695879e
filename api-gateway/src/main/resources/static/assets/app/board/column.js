// @ts-check
import { childrenOf, firstChildOf, h, icon, lastChildOf, renderList, setAttribute, setText } from "../core/dom.js";
import { count, percent } from "../core/format.js";
import { contractName, gpuSentence } from "../fleet/pools.js";
import { needsOperator } from "../operations/progress.js";
import { makePlan } from "./card.js";
import { cardWindow } from "./card-window.js";

/** @import { Pool } from "#api" */
/** @import { Group } from "./cards.js" */
/** @import { Column, Totals } from "./model.js" */

/** @import { Layout } from "./card-window.js" */

/** @typedef {ReturnType<typeof makeParts>} Parts */

/** @type {WeakMap<HTMLElement, Parts & { window: ReturnType<typeof cardWindow> }>} */
const parts = new WeakMap();

/**
 * @param {Column} column
 * @param {string} id of its title
 */
const makeParts = (column, id) => ({
  title: h("h2", { class: "col-title", id }),
  name: h("span", { class: "col-name" }),
  used: h("span", { class: "col-used" }),
  hosts: h("span", { class: "col-hosts" }),
  other: h("span", { class: "col-other" }),
  gpus: h("span", { class: "col-gpus" }, h("span"), h("span", { class: "unit" })),
  bar: h("div", { class: "col-bar", "aria-hidden": "true" }, h("i")),
  choice: h("select", {
    class: "form-select form-select-sm col-choice",
    "aria-label": "Contract to show",
    data: { does: "contract" },
  }),
  hide: h(
    "label",
    { class: "tick col-hide", title: "Hide contracts without hosts" },
    h("input", { type: "checkbox", class: "form-check-input", data: { does: "hide-empty" } }),
    "hide empty",
  ),
  verdict: h("div", { class: "col-verdict", "aria-hidden": "true" }),
  body: h("div", { class: "col-body", data: { scroll: column.key } }),
  grid: h("div", { class: "col-grid", role: "grid", "aria-labelledby": id, "aria-multiselectable": "true" }),
  empty: h("p", { class: "col-empty" }),
});

/**
 * @param {Column} column
 * @param {() => void} rendered called after cards have come or gone while scrolling
 */
export function makeColumn(column, rendered) {
  const id = `col-${column.key.replace(/[^A-Za-z0-9-]/g, "_")}`;
  const part = makeParts(column, id);
  part.body.append(part.empty, part.grid);
  const element = h(
    "section",
    { class: "col", data: { kind: column.kind, column: column.key } },
    h(
      "div",
      { class: "col-head" },
      h("div", { class: "col-line" }, part.title, part.gpus),
      part.bar,
      h("div", { class: "col-line col-sub" }, column.choices ? part.choice : part.name, part.used),
      h("div", { class: "col-line col-sub col-last" }, part.hosts, part.other, column.choices ? part.hide : null),
      part.verdict,
    ),
    part.body,
  );
  parts.set(element, { ...part, window: cardWindow(part.body, rendered) });
  return element;
}

/**
 * @param {HTMLElement} element
 * @param {Column} column
 * @param {{ contract: string, hideEmpty: boolean, filtered: boolean, layout: Layout }} options
 */
export function updateColumn(element, column, { contract, hideEmpty, filtered, layout }) {
  const part = parts.get(element);
  if (!part) return;
  const { totals } = column;
  setAttribute(element, "data-target", column.target?.name ?? null);
  setText(part.title, column.title);
  setText(part.name, column.name);
  setAttribute(part.name, "title", column.name);
  if (column.kind === "OUT") showOutOfStock(part, totals);
  else showTotals(part, totals);
  if (column.choices) updateChoice(part, column.choices, contract, hideEmpty);
  const groups = column.groups.filter((group) => group.always || group.cards.length > 0 || group.plans.length > 0);
  part.empty.hidden = groups.length > 0;
  part.grid.hidden = groups.length === 0;
  setText(part.empty, emptyText(column, filtered));
  const inColumn = groups.reduce((sum, group) => sum + group.cards.length, 0);
  let first = 0;
  setAttribute(part.grid, "aria-rowcount", inColumn);
  renderList(part.grid, groups, {
    key: (group) => group.key,
    create: makeGroup,
    update: (element, group) => {
      const cards = updateGroup(element, group);
      part.window.show(cards, group.folded ? [] : group.cards, { first, inColumn, layout });
      first += group.cards.length;
    },
  });
}

/**
 * @param {Parts} part
 * @param {Totals} totals
 */
function showOutOfStock(part, { hosts, gpus }) {
  setText(firstChildOf(part.gpus), String(gpus.total));
  setText(lastChildOf(part.gpus), gpus.total === 1 ? " GPU" : " GPUs");
  setText(part.hosts, count(hosts, "host"));
}

/**
 * Free GPUs, used GPUs and empty hosts, each with its unit.
 *
 * @param {Parts} part
 * @param {Totals} totals
 */
function showTotals(part, { hosts, hosts_available: empty, arriving, gpus }) {
  setText(firstChildOf(part.gpus), String(gpus.free));
  setText(lastChildOf(part.gpus), gpus.free === 1 ? " GPU free" : " GPUs free");
  setAttribute(part.gpus, "title", gpuSentence(gpus));
  setText(part.used, `${gpus.used}/${gpus.sellable} used`);
  setAttribute(part.used, "title", gpuSentence(gpus));
  setText(part.hosts, `${count(hosts, "host")}, ${empty} empty`);
  setText(
    part.other,
    arriving > 0 ? `${arriving} arriving` : gpus.out_of_stock > 0 ? `${count(gpus.out_of_stock, "GPU")} out` : "",
  );
  setAttribute(part.other, "title", gpuSentence(gpus));
  firstChildOf(part.bar).style.setProperty("width", `${percent(gpus.used, gpus.sellable)}%`);
}

/**
 * @param {Column} column
 * @param {boolean} filtered
 */
function emptyText(column, filtered) {
  if (filtered && column.totals.hosts > 0) return "No host here matches the filter.";
  if (column.kind === "OUT") return "Every host of this type is sold.";
  return column.choices ? "No contract for this type." : "Empty. Hosts can be moved here.";
}

/**
 * @param {Parts} part
 * @param {Pool[]} choices
 * @param {string} contract
 * @param {boolean} hideEmpty
 */
function updateChoice({ choice, hide }, choices, contract, hideEmpty) {
  const options = [
    ["", `All of ${count(choices.length, "contract")}`],
    ...choices.map((choice) => [choice.name, `${contractName(choice.name)} (${choice.hosts.length})`]),
  ];
  renderList(choice, options, {
    key: ([name, text]) => `${name}|${text}`,
    create: ([value, text]) => h("option", { value }, text),
  });
  if (choice.value !== contract) choice.value = contract;
  /** @type {HTMLInputElement} */ (firstChildOf(hide)).checked = hideEmpty;
}

/** @param {Group} group */
function makeGroup(group) {
  const head = h(
    "div",
    { class: "group-head", role: "row" },
    h(
      "div",
      { role: "columnheader" },
      h(
        "button",
        { type: "button", class: "group-fold", tabindex: "-1", data: { does: "fold" } },
        icon("fold"),
        h("span", { class: "group-title" }),
      ),
      h("span", { class: "group-alert", role: "img", "aria-label": "needs a decision", title: "Needs a decision" }),
      h("span", { class: "group-count" }),
      h("span", { class: "group-verdict", "aria-hidden": "true" }),
    ),
  );
  const cards = h("div", { class: "group-cards", role: "presentation" });
  const plans = h("div", { class: "group-plans", role: "presentation" });
  return h("div", { class: "group", role: "rowgroup", data: { group: group.key } }, head, plans, cards);
}

/**
 * @param {HTMLElement} element
 * @param {Group} group
 * @returns {HTMLElement} what holds its cards
 */
function updateGroup(element, group) {
  const { folded = false } = group;
  setAttribute(element, "data-target", group.target?.name ?? null);
  const [head, plans, cards] = childrenOf(element);
  const [fold, alert, number] = childrenOf(firstChildOf(head));
  setAttribute(fold, "aria-expanded", folded ? "false" : "true");
  setText(lastChildOf(fold), group.title);
  alert.hidden = !folded || !group.cards.some(({ operation }) => operation && needsOperator(operation));
  setText(number, String(group.cards.length + group.plans.length));
  renderList(plans, folded ? [] : group.plans, { key: (item) => item.id, create: makePlan });
  return cards;
}
