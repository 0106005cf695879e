// @ts-check
// The cards of hosts on the board, and the groups that they stand in. Pure functions.
import { hasAll, searchText } from "../core/words.js";

/** @import { Host, Pool, Reservation } from "#api" */
/** @import { MovePlan, Plan } from "../cart/cart.js" */
/** @import { KnownOperation } from "../operations/merging.js" */

/**
 * @typedef {object} Card
 * @property {string} key
 * @property {Host} host
 * @property {Pool} [source] the pool that a move takes it from; missing if it is in no pool of the board
 * @property {KnownOperation} [operation] the open operation of the host
 * @property {Plan} [plan]
 * @property {Reservation[]} [reserved] what is to begin on it at a time
 * @property {boolean} [arriving]
 */

/**
 * @typedef {object} Group
 * @property {string} key
 * @property {string} title
 * @property {Card[]} cards
 * @property {MovePlan[]} plans to move hosts here
 * @property {Pool} [target] if cards can be dropped on it
 * @property {boolean} [always] shown without cards too
 * @property {boolean} [folded] only its head is shown
 */

/**
 * @typedef {object} Options
 * @property {string} filter
 * @property {string} contract the contract to show; empty for all
 * @property {boolean} hideEmpty
 * @property {Map<string, Plan>} plans by host
 * @property {Plan[]} cart
 * @property {Map<string, KnownOperation>} openByHost
 * @property {Map<string, Reservation[]>} [reservedByHost]
 */

/** @typedef {Options & { pools: Map<string, Pool>, words: string[] }} Context */
/** @typedef {(a: Card, b: Card) => number} CardOrder */

const names = new Intl.Collator("en", { numeric: true });
/** @type {(a: Host, b: Host) => number} */
const hostsByName = (a, b) => names.compare(a.hostname, b.hostname);
/** @type {CardOrder} */
export const byName = (a, b) => hostsByName(a.host, b.host);
/** @type {CardOrder} */
export const byFree = (a, b) => a.host.gpu_used - b.host.gpu_used || byName(a, b);

/** @typedef {{ available: Host[], others: Host[] }} Stock available: by name; others: the freest first */

/** By the list that a response brought: sorted once, not with each key of a filter. @type {WeakMap<Host[], Stock>} */
const stocks = new WeakMap();

/**
 * The hosts of a pool that can be sold.
 *
 * @param {Pool} pool
 */
export function stockOf({ hosts }) {
  const known = stocks.get(hosts);
  if (known) return known;
  const inStock = hosts.filter((host) => host.status !== "OUT_OF_STOCK");
  const stock = {
    available: inStock.filter((host) => host.status === "AVAILABLE").sort(hostsByName),
    others: inStock.filter((host) => host.status !== "AVAILABLE").sort((a, b) => a.gpu_used - b.gpu_used || hostsByName(a, b)),
  };
  stocks.set(hosts, stock);
  return stock;
}

/**
 * Hosts that a move has removed from another pool; they are counted in their target.
 *
 * @param {Pool} pool
 * @param {Context} context
 */
export const arrivingCards = (pool, context) =>
  cardsOf(pool.arriving ?? [], pool.name, context).map((card) => ({ ...card, arriving: true }));

/**
 * @param {string} key
 * @param {string} title
 * @param {Card[]} cards
 * @param {CardOrder} [order] unless they are in order
 * @returns {Group}
 */
export const group = (key, title, cards, order) => ({ key, title, cards: order ? cards.sort(order) : cards, plans: [] });

/**
 * The cards of those that match, in their order.
 *
 * @param {Host[]} hosts
 * @param {string} place where on the board
 * @param {Context} context
 */
export const cardsOf = (hosts, place, context) =>
  hosts.filter((host) => matches(host, context)).map((host) => card(host, place, context));

/**
 * @param {Host} host
 * @param {string} place where on the board
 * @param {Context} context
 * @returns {Card}
 */
export const card = (host, place, context) => ({
  key: `${place}/${host.hostname}`,
  host,
  source: context.pools.get(host.aggregate ?? ""),
  operation: context.openByHost.get(host.hostname),
  plan: context.plans.get(host.hostname),
  reserved: context.reservedByHost?.get(host.hostname),
});

/**
 * @param {string} name of a pool
 * @param {Context} context
 */
export const plansTo = (name, context) =>
  context.cart.filter((item) => item.kind === "move").filter((item) => item.target === name);

/** What a filter searches in. @type {WeakMap<Host, string>} */
const texts = new WeakMap();

/** @param {Host} host */
function textOf(host) {
  const text =
    texts.get(host) ?? searchText([host.hostname, host.tenant, host.owner_group, host.rack, host.site, host.aggregate]);
  texts.set(host, text);
  return text;
}

/**
 * @param {Host} host
 * @param {Context} context
 */
export const matches = (host, { words }) => words.length === 0 || hasAll(words, textOf(host));
