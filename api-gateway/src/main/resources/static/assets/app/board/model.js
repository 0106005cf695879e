// What stands where on the board: columns of groups of cards, worked out from the fleet without touching the page.
import { count } from "../core/format.js";
import { contractName, inOrder, kindTitle } from "../fleet/pools.js";

const NOTHING = {
  hosts: 0,
  hosts_available: 0,
  gpus: { free: 0, used: 0, sellable: 0, under_way: 0, out_of_stock: 0, total: 0 },
};
const byName = (a, b) => a.host.hostname.localeCompare(b.host.hostname, "en", { numeric: true });
const byFree = (a, b) => a.host.gpu_used - b.host.gpu_used || byName(a, b);

/**
 * @param fleet pools, contracts and hosts out of stock of one GPU type
 * @param options { filter, contract: "" for all or a name, hideEmpty, cart, holding }
 * @return columns: { key, kind, title, name, target, totals, groups: [{ key, title, target, cards, plans }] }; a host that
 *     cannot be sold stands among those out of stock and nowhere else
 */
export function columns(fleet, options) {
  const pools = new Map([...fleet.pools, ...fleet.contracts].map((pool) => [pool.name, pool]));
  const scene = { ...options, pools, words: options.filter.toLowerCase().split(/\s+/).filter(Boolean) };
  const selling = inOrder(fleet.pools).map((pool) => poolColumn(pool, scene));
  return [...selling, contractColumn(inOrder(fleet.contracts), fleet.contractSummary, scene), outColumn(fleet.outOfStock, scene)];
}

function poolColumn(pool, scene) {
  return {
    key: pool.name,
    kind: pool.pool,
    title: kindTitle(pool),
    name: pool.name,
    target: pool,
    totals: totalsOf(pool),
    groups: [planned(pool.name, scene), arriving(pool, scene), ...standingGroups(pool, scene)].filter(Boolean),
  };
}

/** As the gateway counts them, and how many hosts arrive. */
const totalsOf = ({ gpu_summary: summary, arriving = [] }) => ({ ...summary, arriving: arriving.length });

/** Hosts that a move has taken out of another pool: they are counted where they are going. */
function arriving(pool, scene) {
  const cards = (pool.arriving ?? [])
    .filter((host) => fits(host, scene.words))
    .map((host) => ({ ...card(host, pool.name, scene), arriving: true }));
  return cards.length > 0 ? group(`${pool.name}/arriving`, "Arriving", cards, byName) : null;
}

const sold = (pool) => pool.hosts.filter((host) => host.status !== "OUT_OF_STOCK");

/** Free ones by owner, then those in use by how much is free. */
function standingGroups(pool, scene) {
  const cards = cardsOf(pool, scene);
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

function contractColumn(contracts, summary, scene) {
  const one = contracts.find((contract) => contract.name === scene.contract);
  const shown = one
    ? [one]
    : contracts.filter((contract) => !scene.hideEmpty || sold(contract).length > 0 || contract.arriving?.length > 0 || planned(contract.name, scene));
  const groups = one
    ? [planned(one.name, scene), arriving(one, scene), ...standingGroups(one, scene)]
    : shown.flatMap((contract) => [
        {
          ...group(
            contract.name,
            contractName(contract.name),
            [...(arriving(contract, scene)?.cards ?? []), ...cardsOf(contract, scene)],
            byFree,
          ),
          target: contract,
          always: true,
          plans: plansTo(contract.name, scene),
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
      : totalsOf({ gpu_summary: summary ?? NOTHING, arriving: contracts.flatMap((contract) => contract.arriving ?? []) }),
    groups: groups.filter(Boolean),
  };
}

function outColumn(hosts, scene) {
  const reasons = new Map();
  for (const host of hosts) {
    const code = (host.reasons ?? []).map((reason) => reason.code).sort((a, b) => rank(a) - rank(b))[0] ?? "UNKNOWN";
    reasons.set(code, [...(reasons.get(code) ?? []), host]);
  }
  const groups = [...reasons].sort(byPriority).map(([code, of]) =>
    group(
      `out/${code}`,
      REASONS[code] ?? "Other reasons",
      of.filter((host) => fits(host, scene.words)).map((host) => card(host, `out/${code}`, scene)),
      byName,
    ),
  );
  return { key: "out", kind: "OUT", title: "Out of stock", name: "not sold", target: null, totals: outTotals(hosts), groups };
}

const outTotals = (hosts) => ({
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
const cardsOf = (pool, scene) =>
  sold(pool)
    .filter((host) => fits(host, scene.words))
    .map((host) => card(host, pool.name, scene));

function card(host, place, scene) {
  return {
    key: `${place}/${host.hostname}`,
    host,
    source: scene.pools.get(host.aggregate),
    operation: scene.holding.get(host.hostname),
    plan: scene.plans.get(host.hostname),
  };
}

function planned(name, scene) {
  const plans = plansTo(name, scene);
  return plans.length > 0 ? { key: `${name}/planned`, title: "Planned", cards: [], plans } : null;
}

const plansTo = (name, scene) => scene.cart.filter((item) => item.kind === "move" && item.target === name);

function fits(host, words) {
  if (words.length === 0) return true;
  const text = [host.hostname, host.tenant, host.owner_group, host.rack, host.site, host.aggregate].join(" ").toLowerCase();
  return words.every((word) => text.includes(word));
}
