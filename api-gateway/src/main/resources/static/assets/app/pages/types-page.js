// @ts-check
// /board/all : free GPUs by type and pool.
import { h, setAttribute } from "../core/dom.js";
import { combineCleanups } from "../core/signal.js";
import { route } from "../core/router.js";
import { count } from "../core/format.js";
import { outdated, fleet, gpuTypes, loadFleet, showType } from "../fleet/fleet.js";
import { gpuSentence } from "../fleet/pools.js";
import { snapshot } from "../fleet/snapshot.js";
import { ALL_TYPES, freeIn, kindsOf, poolsOf } from "../fleet/type-list.js";
import { staleBanner } from "../board/board-state.js";
import { typeBar } from "../board/types.js";
import { failureNote, loadingNote } from "../shell/failure.js";

/** @import { FleetType, TypeCountsPoolCounts } from "#api" */

/** @typedef {(type: FleetType) => number} NumberOf */

/** @type {Array<[string, string, NumberOf]>} */
const SUMS = [
  ["Used", "GPUs that VMs use, on hosts in stock", (type) => type.gpus.used],
  ["Sellable", "GPUs of all hosts in stock: free and used", (type) => type.gpus.sellable],
  [
    "Under way",
    "GPUs of hosts that a move has taken out of one pool and not yet put into the other",
    (type) => type.gpus.under_way,
  ],
  ["Out of stock", "GPUs of hosts that cannot be sold", (type) => type.gpus.out_of_stock],
  ["All GPUs", "Sellable, under way and out of stock", (type) => type.gpus.total],
  ["Empty hosts", "Hosts in stock on which no VM runs", (type) => type.hosts_available],
];

route(new RegExp(`^/board/${ALL_TYPES}/?$`), "All types", open, { q: null, empty: ["hide"] });

/** @param {HTMLElement} root */
function open(root) {
  const types = typeBar();
  const stale = staleBanner();
  const body = h("div", { class: "page" });
  root.append(h("h1", { class: "visually-hidden" }, "All types"), h("div", { class: "bar" }, types.element), stale.element, body);

  function render() {
    types.render(ALL_TYPES, {});
    const known = gpuTypes.value?.gpu_types;
    const { problem } = fleet.value;
    if (known)
      body.replaceChildren(known.length > 0 ? table(known) : h("p", { class: "state-note" }, "No pool has been seen yet."));
    else body.replaceChildren(problem ? failureNote("The fleet cannot be shown.", problem, loadFleet) : loadingNote());
  }

  showType(null);
  const close = combineCleanups(
    gpuTypes.subscribe(render),
    fleet.subscribe(render),
    snapshot.subscribe(stale.render),
    outdated.subscribe(stale.render),
  );
  render();
  stale.render();
  return { close };
}

/** @param {FleetType[]} types */
function table(types) {
  const kinds = kindsOf(types);
  /**
   * @param {string} title
   * @param {string} text
   */
  const number = (title, text) => h("th", { scope: "col", class: "num", title: text }, title);
  return h(
    "div",
    { class: "table-frame", tabindex: "0", role: "group", "aria-label": "GPUs of all types" },
    h(
      "table",
      { class: "grid-table types-table" },
      h(
        "caption",
        { class: "visually-hidden" },
        "GPUs by type: free ones by kind of pool, then all others. Numbers are GPUs, except for empty hosts.",
      ),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, "GPU type"),
          number("Free GPUs", "GPUs of hosts in stock that no VM uses"),
          kinds.map((kind) => number(`in ${kind}`, `Free GPUs in ${kind}`)),
          SUMS.map(([title, text]) => number(title, text)),
        ),
      ),
      h(
        "tbody",
        {},
        types.map((type) => row(type, kinds)),
      ),
      h("tfoot", {}, sums(types, kinds)),
    ),
  );
}

/**
 * @param {FleetType} type
 * @param {string[]} kinds
 */
function row(type, kinds) {
  const address = `/board/${encodeURIComponent(type.gpu_type)}`;
  const element = h(
    "tr",
    { data: { type: type.gpu_type } },
    h("th", { scope: "row" }, h("a", { href: address }, type.gpu_type)),
    h("td", { class: "num free" }, type.gpus.free),
    kinds.map((kind) => freeCell(poolsOf(type, kind))),
    SUMS.map(([, , value]) => h("td", { class: "num" }, value(type))),
  );
  setAttribute(element, "title", gpuSentence(type.gpus));
  return element;
}

/** @param {TypeCountsPoolCounts[]} pools */
const freeCell = (pools) =>
  pools.length === 0
    ? h("td", { class: "num dim" }, "–")
    : h(
        "td",
        {
          class: "num",
          title: pools
            .map((pool) => `${pool.name}: ${gpuSentence(pool.gpus)}; ${count(pool.hosts_available, "host")} empty`)
            .join("\n"),
        },
        freeIn(pools),
      );

/**
 * @param {FleetType[]} types
 * @param {string[]} kinds
 */
function sums(types, kinds) {
  /** @param {NumberOf} value */
  const sum = (value) => types.reduce((total, type) => total + value(type), 0);
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, "All types"),
    h(
      "td",
      { class: "num free" },
      sum((type) => type.gpus.free),
    ),
    kinds.map((kind) =>
      h(
        "td",
        { class: "num" },
        sum((type) => freeIn(poolsOf(type, kind))),
      ),
    ),
    SUMS.map(([, , value]) => h("td", { class: "num" }, sum(value))),
  );
}
