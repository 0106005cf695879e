// @ts-check
// The cards of hosts on the board, and the groups that they stand in. Pure functions.
import { containsAll } from "../core/words.js";

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

/** @type {CardOrder} */
export const byName = (a, b) => a.host.hostname.localeCompare(b.host.hostname, "en", { numeric: true });
/** @type {CardOrder} */
export const byFree = (a, b) => a.host.gpu_used - b.host.gpu_used || byName(a, b);

/** @param {Pool} pool */
export const hostsInStock = (pool) => pool.hosts.filter((host) => host.status !== "OUT_OF_STOCK");

/**
 * Hosts that a move has removed from another pool; they are counted in their target.
 *
 * @param {Pool} pool
 * @param {Context} context
 */
export const arrivingCards = (pool, context) =>
  pool.arriving.filter((host) => matches(host, context)).map((host) => ({ ...card(host, pool.name, context), arriving: true }));

/**
 * @param {string} key
 * @param {string} title
 * @param {Card[]} cards
 * @param {CardOrder} order
 * @returns {Group}
 */
export const group = (key, title, cards, order) => ({ key, title, cards: cards.sort(order), plans: [] });

/**
 * @param {Pool} pool
 * @param {Context} context
 */
export const cardsOf = (pool, context) =>
  hostsInStock(pool)
    .filter((host) => matches(host, context))
    .map((host) => card(host, pool.name, context));

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

/**
 * @param {Host} host
 * @param {Context} context
 */
export const matches = (host, { words }) =>
  containsAll(words, [host.hostname, host.tenant, host.owner_group, host.rack, host.site, host.aggregate]);
