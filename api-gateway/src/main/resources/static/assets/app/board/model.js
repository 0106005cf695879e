// The view model of the board: columns of groups of cards, computed from the fleet. Pure functions.
import { count } from "../core/format.js";
import { contractName, inOrder, kindTitle } from "../fleet/pools.js";

const EMPTY_TOTALS = {
  hosts: 0,
  hosts_available: 0,
  gpus: { free: 0, used: 0, sellable: 0, under_way: 0, out_of_stock: 0, total: 0 },
};
const byName = (a, b) => a.host.hostname.localeCompare(b.host.hostname, "en", { numeric: true });
const byFree = (a, b) => a.host.gpu_used - b.host.gpu_used || byName(a, b);

/**
 * @param fleet pools, contracts and hosts out of stock of one GPU type
 * @param options { filter, contract: "" for all or a name, hideEmpty, plans, cart, openByHost }
 * @return columns: { key, kind, title, name, target, totals, groups: [{ key, title, target, cards, plans }] }; a host out of
 *     stock is in the last column only
 */
export function columns(fleet, options) {
  const pools = new Map([...fleet.pools, ...fleet.contracts].map((pool) => [pool.name, pool]));
  const context = { ...options, pools, words: options.filter.toLowerCase().split(/\s+/).filter(Boolean) };
  const selling = inOrder(fleet.pools).map((pool) => poolColumn(pool, context));
  return [
    ...selling,
    contractColumn(inOrder(fleet.contracts), fleet.contractSummary, context),
    outOfStockColumn(fleet.outOfStock, context),
  ];
}

function poolColumn(pool, context) {
  return {
    key: pool.name,
    kind: pool.pool,
    title: kindTitle(pool),
    name: pool.name,
    target: pool,
    totals: totalsOf(pool),
    groups: [plannedGroup(pool.name, context), arrivingGroup(pool, context), ...hostGroups(pool, context)].filter(Boolean),
  };
}

/** The gateway's totals, and the number of hosts that are arriving. */
const totalsOf = ({ gpu_summary: summary, arriving = [] }) => ({ ...summary, arriving: arriving.length });

/** Hosts that a move has removed from another pool; they are counted in their target. */
function arrivingGroup(pool, context) {
  const cards = (pool.arriving ?? [])
    .filter((host) => matches(host, context.words))
    .map((host) => ({ ...card(host, pool.name, context), arriving: true }));
  return cards.length > 0 ? group(`${pool.name}/arriving`, "Arriving", cards, byName) : null;
}

const hostsInStock = (pool) => pool.hosts.filter((host) => host.status !== "OUT_OF_STOCK");

/** Available hosts by owner, then hosts in use by free GPUs. */
function hostGroups(pool, context) {
  const cards = cardsOf(pool, context);
  const free = cards.filter((card) => card.host.status === "AVAILABLE");
  const owners = [...new Set(free.map((card) => card.host.owner_group ?? ""))].sort(
    (a, b) => Number(a === "") - Number(b === "") || a.localeCompare(b),
  );
  const available = owners.map((owner) =>
    group(
      `${pool.name}/free/${owner}`,
      owners.length > 1 || owner ? `Available · ${owner || "owner unknown"}` : "Available",
      free.filter((card) => (card.host.owner_group ?? "") === owner),
      byName,
    ),
  );
  return [
    ...available,
    group(
      `${pool.name}/used`,
      "In use",
      cards.filter((card) => card.host.status === "IN_USE"),
      byFree,
    ),
  ];
}

function contractColumn(contracts, summary, context) {
  const one = contracts.find((contract) => contract.name === context.contract);
  const shown = one
    ? [one]
    : contracts.filter(
        (contract) =>
          !context.hideEmpty ||
          hostsInStock(contract).length > 0 ||
          contract.arriving?.length > 0 ||
          plannedGroup(contract.name, context),
      );
  const groups = one
    ? [plannedGroup(one.name, context), arrivingGroup(one, context), ...hostGroups(one, context)]
    : shown.flatMap((contract) => [
        {
          ...group(
            contract.name,
            contractName(contract.name),
            [...(arrivingGroup(contract, context)?.cards ?? []), ...cardsOf(contract, context)],
            byFree,
          ),
          target: contract,
          always: true,
          plans: plansTo(contract.name, context),
        },
      ]);
  return {
    key: "contracts",
    kind: "CONTRACT",
    title: "Contract",
    name: one?.name ?? count(contracts.length, "contract"),
    target: one ?? null,
    choices: contracts,
    totals: one
      ? totalsOf(one)
      : totalsOf({ gpu_summary: summary ?? EMPTY_TOTALS, arriving: contracts.flatMap((contract) => contract.arriving ?? []) }),
    groups: groups.filter(Boolean),
  };
}

function outOfStockColumn(hosts, context) {
  const reasons = new Map();
  for (const host of hosts) {
    const code = (host.reasons ?? []).map((reason) => reason.code).sort((a, b) => rank(a) - rank(b))[0] ?? "UNKNOWN";
    reasons.set(code, [...(reasons.get(code) ?? []), host]);
  }
  const groups = [...reasons].sort(byPriority).map(([code, of]) =>
    group(
      `out/${code}`,
      REASONS[code] ?? "Other reasons",
      of.filter((host) => matches(host, context.words)).map((host) => card(host, `out/${code}`, context)),
      byName,
    ),
  );
  return {
    key: "out",
    kind: "OUT",
    title: "Out of stock",
    name: "not sold",
    target: null,
    totals: outOfStockTotals(hosts),
    groups,
  };
}

const outOfStockTotals = (hosts) => ({
  hosts: hosts.length,
  gpus: { total: hosts.reduce((sum, host) => sum + host.gpu_capacity, 0) },
});

const REASONS = {
  NETBOX_STATUS: "Not active in NetBox",
  NO_AGGREGATE: "In no pool",
  SERVICE_DISABLED: "Compute service disabled",
  SERVICE_DOWN: "Compute service down",
  SEVERAL_POOLS: "In several pools",
};

const PRIORITY = Object.keys(REASONS);
const rank = (code) => (PRIORITY.includes(code) ? PRIORITY.indexOf(code) : PRIORITY.length);
const byPriority = ([a], [b]) => rank(a) - rank(b) || a.localeCompare(b);

const group = (key, title, cards, order) => ({ key, title, cards: cards.sort(order), plans: [] });
const cardsOf = (pool, context) =>
  hostsInStock(pool)
    .filter((host) => matches(host, context.words))
    .map((host) => card(host, pool.name, context));

function card(host, place, context) {
  return {
    key: `${place}/${host.hostname}`,
    host,
    source: context.pools.get(host.aggregate),
    operation: context.openByHost.get(host.hostname),
    plan: context.plans.get(host.hostname),
  };
}

function plannedGroup(name, context) {
  const plans = plansTo(name, context);
  return plans.length > 0 ? { key: `${name}/planned`, title: "Planned", cards: [], plans } : null;
}

const plansTo = (name, context) => context.cart.filter((item) => item.kind === "move" && item.target === name);

function matches(host, words) {
  if (words.length === 0) return true;
  const text = [host.hostname, host.tenant, host.owner_group, host.rack, host.site, host.aggregate].join(" ").toLowerCase();
  return words.every((word) => text.includes(word));
}
