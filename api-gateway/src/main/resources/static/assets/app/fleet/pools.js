// What pools are called and in which order they stand.
const KINDS = ["RUNPOD", "ON_DEMAND", "SPOT", "CONTRACT"];
const TITLES = { RUNPOD: "RunPod", ON_DEMAND: "On-demand", SPOT: "Spot", CONTRACT: "Contract" };

export const kindTitle = (pool) =>
  pool.nvlinks && pool.pool !== "CONTRACT" ? `${TITLES[pool.pool] ?? pool.pool} NVLink` : (TITLES[pool.pool] ?? pool.pool);

/** The customer's part of a contract's name. */
export const contractName = (name) => name.replace(/^contract-/i, "");

export const inOrder = (pools) =>
  [...pools].sort(
    (a, b) =>
      KINDS.indexOf(a.pool) - KINDS.indexOf(b.pool) ||
      Number(Boolean(a.nvlinks)) - Number(Boolean(b.nvlinks)) ||
      a.name.localeCompare(b.name),
  );

export function summary(hosts) {
  const sum = (value) => hosts.reduce((total, host) => total + value(host), 0);
  return {
    hosts: hosts.length,
    hosts_available: sum((host) => Number(host.status === "AVAILABLE")),
    hosts_in_use: sum((host) => Number(host.status === "IN_USE")),
    vm_count: sum((host) => host.vm_count ?? 0),
    gpu_used: sum((host) => host.gpu_used ?? 0),
    gpu_capacity: sum((host) => host.gpu_capacity ?? 0),
  };
}
