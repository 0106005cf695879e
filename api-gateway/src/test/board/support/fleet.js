// Hosts, pools and workflow descriptions for tests.

export const host = (hostname, more = {}) => ({
  hostname,
  aggregate: "L40-n3",
  aggregates: ["L40-n3"],
  gpu_type: "L40",
  gpu_used: 0,
  gpu_capacity: 8,
  vm_count: 0,
  has_vms: false,
  hidden_tenants: [],
  status: "AVAILABLE",
  reasons: [],
  ...more,
});

export const counts = (more = {}) => ({ free: 0, used: 0, sellable: 0, under_way: 0, out_of_stock: 0, total: 0, ...more });

export const pool = (name, kind, hosts = [], more = {}) => ({
  name,
  pool: kind,
  nvlinks: false,
  gpu_summary: {
    hosts: hosts.length,
    hosts_available: 0,
    hosts_in_use: 0,
    vm_count: 0,
    gpu_used: 0,
    gpu_capacity: 0,
    gpus: counts(),
  },
  hosts,
  arriving: [],
  ...more,
});

/** A move with two steps, a waiting state and four ends. */
export const MIGRATION = {
  name: "migration",
  version: 1,
  title: "Move",
  initial_state: "REQUESTED",
  first_actions: [],
  happy_path: ["REQUESTED", "REMOVED", "DONE"],
  route: { from: "source_aggregate", to: "target_aggregate" },
  states: [
    { name: "REQUESTED", title: "removing the host", kind: "STEP", step: "remove host", actions: [] },
    { name: "REMOVED", title: "adding the host", kind: "STEP", step: "add host", actions: [] },
    { name: "ROLLING_BACK", title: "rolling back", kind: "STEP", step: "add back", actions: [] },
    { name: "NEEDS_OPERATOR", title: "needs an operator", kind: "WAITING", actions: [] },
    { name: "DONE", title: "moved", kind: "END", outcome: "SUCCESS", actions: [] },
    { name: "ADOPTED", title: "adopted", kind: "END", outcome: "SUCCESS", actions: [] },
    { name: "ROLLED_BACK", title: "rolled back", kind: "END", outcome: "UNDONE", actions: [] },
    { name: "FAILED", title: "failed", kind: "END", outcome: "FAILURE", actions: [] },
  ],
};
