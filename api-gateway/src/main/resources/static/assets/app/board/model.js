// @ts-check
// The view model of the board: columns of groups of cards, computed from the fleet. Pure functions.
import { count } from "../core/format.js";
import { wordsOf } from "../core/words.js";
import { contractName, inOrder, kindTitle, NO_POOL, REASON_TITLES, reasonTitle } from "../fleet/pools.js";
import { arrivingCards, byFree, byName, cardsOf, group, plansTo, stockOf } from "./cards.js";

/** @import { GpuCounts, Host, Pool, Summary } from "#api" */
/** @import { Fleet } from "../fleet/fleet.js" */
/** @import { Context, Group, Options } from "./cards.js" */

/** @typedef {{ hosts: number, hosts_available: number, arriving: number, gpus: GpuCounts }} Totals */

/**
 * @typedef {object} Column
 * @property {string} key
 * @property {string} kind of its pools, or OUT
 * @property {string} title
 * @property {string} name
 * @property {Pool | null} target the pool that cards can be dropped on
 * @property {Pool[]} [choices] the contracts to choose from
 * @property {Totals} totals
 * @property {Group[]} groups
 */

/** @typedef {Pick<Summary, "hosts" | "hosts_available" | "gpus">} Sums */

/** @type {Sums} */
const EMPTY_TOTALS = {
  hosts: 0,
  hosts_available: 0,
  gpus: { free: 0, used: 0, sellable: 0, under_way: 0, out_of_stock: 0, total: 0 },
};
/**
 * The columns of one GPU type. A host out of stock is in the last column only.
 *
 * @param {Pick<Fleet, "pools" | "contracts" | "contractSummary" | "outOfStock">} fleet
 * @param {Options} options
 * @returns {Column[]}
 */
export function columns(fleet, options) {
  const pools = new Map([...fleet.pools, ...fleet.contracts].map((pool) => [pool.name, pool]));
  const context = { ...options, pools, words: wordsOf(options.filter) };
  const selling = inOrder(fleet.pools).map((pool) => poolColumn(pool, context));
  return [
    ...selling,
    contractColumn(inOrder(fleet.contracts), fleet.contractSummary, context),
    outOfStockColumn(fleet.outOfStock, context),
  ];
}

/**
 * @param {Pool} pool
 * @param {Context} context
 * @returns {Column}
 */
const poolColumn = (pool, context) => ({
  key: pool.name,
  kind: pool.pool ?? "",
  title: kindTitle(pool),
  name: pool.name,
  target: pool,
  totals: totalsOf(pool.gpu_summary, pool.arriving),
  groups: groupsOf(pool, context),
});

/**
 * @param {Pool} pool
 * @param {Context} context
 * @returns {Group[]}
 */
const groupsOf = (pool, context) => [
  ...plannedGroup(pool.name, context),
  ...arrivingGroup(pool, context),
  ...hostGroups(pool, context),
];

/**
 * The gateway's totals, and the number of hosts that are arriving.
 *
 * @param {Sums} sums
 * @param {Host[] | undefined} arriving
 * @returns {Totals}
 */
const totalsOf = ({ hosts, hosts_available, gpus }, arriving) => ({
  hosts,
  hosts_available,
  gpus,
  arriving: arriving?.length ?? 0,
});

/**
 * @param {Pool} pool
 * @param {Context} context
 */
function arrivingGroup(pool, context) {
  const cards = arrivingCards(pool, context);
  return cards.length > 0 ? [group(`${pool.name}/arriving`, "Arriving", cards, byName)] : [];
}

/**
 * Available hosts by owner, then all others in stock by free GPUs.
 *
 * @param {Pool} pool
 * @param {Context} context
 */
function hostGroups(pool, context) {
  const { available, others } = stockOf(pool);
  const free = cardsOf(available, pool.name, context);
  const owners = [...new Set(free.map((card) => card.host.owner_group ?? ""))].sort(
    (a, b) => Number(a === "") - Number(b === "") || a.localeCompare(b),
  );
  return [
    ...owners.map((owner) =>
      group(
        `${pool.name}/free/${owner}`,
        owners.length > 1 || owner ? `Available · ${owner || "owner unknown"}` : "Available",
        free.filter((card) => (card.host.owner_group ?? "") === owner),
      ),
    ),
    group(`${pool.name}/used`, "In use", cardsOf(others, pool.name, context)),
  ];
}

/**
 * @param {Pool[]} contracts
 * @param {Summary | null} summary of all of them
 * @param {Context} context
 * @returns {Column}
 */
function contractColumn(contracts, summary, context) {
  const one = contracts.find((contract) => contract.name === context.contract);
  const arriving = contracts.flatMap((contract) => contract.arriving ?? []);
  return {
    key: "contracts",
    kind: "CONTRACT",
    title: "Contract",
    name: one?.name ?? count(contracts.length, "contract"),
    target: one ?? null,
    choices: contracts,
    totals: one ? totalsOf(one.gpu_summary, one.arriving) : totalsOf(summary ?? EMPTY_TOTALS, arriving),
    groups: one ? groupsOf(one, context) : contractGroups(contracts, context),
  };
}

/** @param {Pool} pool */
const inStock = (pool) => Object.values(stockOf(pool)).flat();

/**
 * A group for each contract.
 *
 * @param {Pool[]} contracts
 * @param {Context} context
 * @returns {Group[]}
 */
function contractGroups(contracts, context) {
  /** @param {Pool} contract */
  const isEmpty = (contract) =>
    inStock(contract).length === 0 && !contract.arriving?.length && plansTo(contract.name, context).length === 0;
  return contracts
    .filter((contract) => !context.hideEmpty || !isEmpty(contract))
    .map((contract) => ({
      ...group(
        contract.name,
        contractName(contract.name),
        [...arrivingCards(contract, context), ...cardsOf(inStock(contract), contract.name, context)],
        byFree,
      ),
      target: contract,
      always: true,
      plans: plansTo(contract.name, context),
    }));
}

/**
 * @param {Host[]} hosts
 * @param {Context} context
 * @returns {Column}
 */
function outOfStockColumn(hosts, context) {
  /** @type {Map<string, Host[]>} */
  const reasons = new Map();
  for (const host of hosts) {
    const code = host.reasons.map((reason) => reason.code).sort((a, b) => rank(a) - rank(b))[0] ?? "UNKNOWN";
    const same = reasons.get(code);
    if (same) same.push(host);
    else reasons.set(code, [host]);
  }
  const groups = [...reasons]
    .sort(byPriority)
    .map(([code, of]) => group(`out/${code}`, reasonTitle(code), cardsOf(of, `out/${code}`, context), byName));
  return {
    key: "out",
    kind: "OUT",
    title: "Out of stock",
    name: "not sold",
    target: NO_POOL,
    totals: outOfStockTotals(hosts),
    groups: [...plannedGroup(NO_POOL.name, context), ...groups],
  };
}

/**
 * @param {Host[]} hosts
 * @returns {Totals}
 */
function outOfStockTotals(hosts) {
  const total = hosts.reduce((sum, host) => sum + host.gpu_capacity, 0);
  return { ...EMPTY_TOTALS, hosts: hosts.length, arriving: 0, gpus: { ...EMPTY_TOTALS.gpus, out_of_stock: total, total } };
}

const PRIORITY = Object.keys(REASON_TITLES);
/** @param {string} code */
const rank = (code) => (PRIORITY.includes(code) ? PRIORITY.indexOf(code) : PRIORITY.length);
/** @type {(a: [string, Host[]], b: [string, Host[]]) => number} */
const byPriority = ([a], [b]) => rank(a) - rank(b) || a.localeCompare(b);

/**
 * @param {string} name of a pool
 * @param {Context} context
 * @returns {Group[]}
 */
function plannedGroup(name, context) {
  const plans = plansTo(name, context);
  return plans.length > 0 ? [{ key: `${name}/planned`, title: "Planned", cards: [], plans }] : [];
}
