// @ts-check
// / and /board/all : how many GPUs are free, where, and what is wrong.
import { h } from "../core/dom.js";
import { combineCleanups, scheduleRender } from "../core/signal.js";
import { withQuery } from "../core/api.js";
import { route } from "../core/router.js";
import { count } from "../core/format.js";
import { outdated, fleet, gpuTypes, loadFleet, showType } from "../fleet/fleet.js";
import { gpuSentence, reasonTitle } from "../fleet/pools.js";
import { snapshot } from "../fleet/snapshot.js";
import { ALL_TYPES, freeIn, kindsOf, poolsOf } from "../fleet/type-list.js";
import { staleBanner } from "../board/board-state.js";
import { typeBar } from "../board/types.js";
import { needs } from "../overview/needs.js";
import { freeOverTime, loadTrends, trends } from "../overview/trends.js";
import { failureNote, loadingNote } from "../shell/failure.js";

/** @import { FleetType, TypeCountsPoolCounts } from "#api" */
/** @import { Child } from "../core/dom.js" */

const TREND_MS = 300_000;

route(new RegExp(`^/(?:board/${ALL_TYPES}/?)?$`), "Overview", open, { q: null, empty: ["hide"] });

/** @param {HTMLElement} root */
function open(root) {
  const types = typeBar();
  const stale = staleBanner();
  const person = needs();
  const body = h("div", { class: "page" });
  root.append(
    h("h1", { class: "visually-hidden" }, "Overview"),
    h("div", { class: "bar" }, types.element),
    stale.element,
    person.element,
    body,
  );

  const render = scheduleRender(() => {
    types.render(ALL_TYPES, {});
    const known = gpuTypes.value?.gpu_types;
    const { problem } = fleet.value;
    if (known)
      body.replaceChildren(known.length > 0 ? table(known) : h("p", { class: "state-note" }, "No pool has been seen yet."));
    else body.replaceChildren(problem ? failureNote("The fleet cannot be shown.", problem, loadFleet) : loadingNote());
  });

  showType(null);
  const timer = setInterval(() => document.hidden || loadTrends(), TREND_MS);
  const close = combineCleanups(
    gpuTypes.subscribe(render),
    fleet.subscribe(render),
    trends.subscribe(render),
    snapshot.subscribe(stale.render),
    outdated.subscribe(stale.render),
    person.close,
    render.cancel,
    () => clearInterval(timer),
  );
  loadTrends();
  render();
  stale.render();
  return { close };
}

/** @param {FleetType[]} types */
function table(types) {
  const kinds = kindsOf(types);
  /**
   * @param {Child} title
   * @param {string} text
   */
  const number = (title, text) => h("th", { scope: "col", class: "num", title: text }, title);
  return h(
    "div",
    { class: "table-frame", tabindex: "0", role: "group", "aria-label": "GPUs of all types" },
    h(
      "table",
      { class: "grid-table types-table" },
      h("caption", { class: "visually-hidden" }, "GPUs by type. Numbers are GPUs, except for empty hosts."),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, "GPU type"),
          number("Free GPUs", "GPUs of hosts in stock that no VM uses"),
          h("th", { scope: "col", class: "wide-only", title: "Free GPUs over the last 24 hours" }, "24 h"),
          kinds.map((kind) => number(kind, `Free GPUs in ${kind}`)),
          number("Largest block", "The most GPUs that are free on one host: what the largest VM can have"),
          number("Empty hosts", "Hosts in stock on which no VM runs"),
          number("Used of sellable", "GPUs that VMs use, of all GPUs of hosts in stock"),
          number("Under way", "GPUs of hosts that a move has taken out of one pool and not yet put into the other"),
          h("th", { scope: "col", title: "GPUs of hosts that cannot be sold, and the reason of most of them" }, "Out of stock"),
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
 * @param {string} address
 * @param {Child} text
 */
const link = (address, text) => h("a", { href: address }, text);

/**
 * @param {FleetType} type
 * @param {string[]} kinds
 */
function row(type, kinds) {
  const board = `/board/${encodeURIComponent(type.gpu_type)}`;
  const { gpus } = type;
  return h(
    "tr",
    { data: { type: type.gpu_type }, title: gpuSentence(gpus) },
    h("th", { scope: "row" }, link(board, type.gpu_type)),
    h("td", { class: "num free" }, link(board, String(gpus.free))),
    h("td", { class: "wide-only" }, freeOverTime(type.gpu_type)),
    kinds.map((kind) => freeCell(board, poolsOf(type, kind))),
    h("td", { class: "num" }, type.largest_free),
    h("td", { class: "num" }, type.hosts_available),
    h("td", { class: "num nowrap" }, `${gpus.used} of ${gpus.sellable}`),
    h("td", { class: "num" }, gpus.under_way > 0 ? link("/operations?open=true", String(gpus.under_way)) : 0),
    h("td", {}, outOfStock(board, type)),
  );
}

/**
 * @param {string} board
 * @param {FleetType} type
 */
function outOfStock(board, { gpus, out_of_stock_reasons: reasons }) {
  if (gpus.out_of_stock === 0) return h("span", { class: "dim" }, "none");
  const worst = reasons[0];
  const all = reasons.map(({ code, hosts }) => `${reasonTitle(code)}: ${count(hosts, "host")}`).join("\n");
  return h(
    "a",
    { href: withQuery(board, { column: "out" }), class: "out-of-stock", title: all },
    h("b", {}, String(gpus.out_of_stock)),
    worst ? ` ${reasonTitle(worst.code)}${reasons.length > 1 ? ` and ${reasons.length - 1} more` : ""}` : "",
  );
}

/**
 * A gateway of the release before does not tell it.
 *
 * @param {TypeCountsPoolCounts} pool
 */
const largestText = ({ largest_free: largest }) => (largest === undefined ? "" : `; at most ${largest} free on one host`);

/**
 * @param {string} board
 * @param {TypeCountsPoolCounts[]} pools
 */
function freeCell(board, pools) {
  if (pools.length === 0) return h("td", { class: "num dim" }, "–");
  const title = pools
    .map((pool) => `${pool.name}: ${gpuSentence(pool.gpus)}; ${count(pool.hosts_available, "host")} empty${largestText(pool)}`)
    .join("\n");
  const column = pools[0].pool === "CONTRACT" ? "contracts" : pools[0].name;
  return h("td", { class: "num", title }, link(withQuery(board, { column }), String(freeIn(pools))));
}

/**
 * @param {FleetType[]} types
 * @param {string[]} kinds
 */
function sums(types, kinds) {
  /** @param {(type: FleetType) => number} value */
  const sum = (value) => types.reduce((total, type) => total + value(type), 0);
  /** @param {Child} text */
  const number = (text) => h("td", { class: "num nowrap" }, text);
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, "All types"),
    h(
      "td",
      { class: "num free" },
      sum((type) => type.gpus.free),
    ),
    h("td", { class: "wide-only" }),
    kinds.map((kind) => number(sum((type) => freeIn(poolsOf(type, kind))))),
    number(Math.max(0, ...types.map((type) => type.largest_free ?? 0))),
    number(sum((type) => type.hosts_available)),
    number(`${sum((type) => type.gpus.used)} of ${sum((type) => type.gpus.sellable)}`),
    number(sum((type) => type.gpus.under_way)),
    h("td", {}, h("b", {}, String(sum((type) => type.gpus.out_of_stock)))),
  );
}
