// The contracts of all GPU types, and the VMs on their hosts: what a customer may see of the fleet.
import { cell } from "../core/cell.js";
import { get, Problem } from "../core/api.js";
import { backOff, mayPass } from "../core/retry.js";
import { contractName } from "./pools.js";
import { UNCLASSIFIED } from "./fleet.js";
import { snapshot } from "./snapshot.js";

const VM_READS_AT_ONCE = 4;

/** Follows the snapshot until it is closed. */
export function followContracts() {
  /** { all: contracts in the order of their names, or null before the first answer; problem: why they may be old, or null } */
  const contracts = cell({ all: null, problem: null });
  /** By host: { list, generation } */
  const vms = cell(new Map());
  const byType = new Map();
  const retry = backOff();
  let generation;
  let running = false;
  let again = false;
  let closed = false;

  /** One at a time, so that no answer overtakes a later one; a type that cannot be read keeps what it had. */
  async function read() {
    if (running) return void (again = true);
    running = true;
    again = false;
    let trouble = null;
    const asked = snapshot.value?.generation;
    try {
      const { gpu_types: types = [] } = await get("/api/gpu-types");
      const names = [...types.map((type) => type.gpu_type), UNCLASSIFIED];
      for (const gone of [...byType.keys()].filter((name) => !names.includes(name))) byType.delete(gone);
      await Promise.all(names.map((name) => readType(name).catch((problem) => (trouble = problem))));
      generation = asked;
    } catch (problem) {
      trouble = problem;
    }
    running = false;
    if (closed) return;
    tell(trouble);
    if (again) read();
  }

  async function readType(name) {
    const answer = await get(`/api/contract-aggregates/${encodeURIComponent(name)}`).catch((problem) => {
      if (problem instanceof Problem && problem.status === 404) return { pools: [] };
      throw problem;
    });
    byType.set(name, answer.pools);
  }

  function tell(problem) {
    const all = [...byType.values()].flat().sort((a, b) => contractName(a.name).localeCompare(contractName(b.name)));
    contracts.set({ all: byType.size > 0 ? all : contracts.value.all, problem });
    if (!problem) retry.reset();
    else if (mayPass(problem)) retry.later(read);
  }

  /** A few at a time, each host once per state of the fleet. */
  async function readVms(hosts) {
    const now = snapshot.value?.generation;
    const isKnown = (name) => vms.value.has(name) && vms.value.get(name).generation === now;
    const wanted = hosts.filter((host) => host.has_vms && !isKnown(host.hostname));
    if (wanted.length === 0) return;
    const known = new Map(vms.value);
    for (const { hostname } of wanted) known.set(hostname, { list: known.get(hostname)?.list ?? [], generation: now });
    vms.set(known);
    const lane = async () => {
      for (let host = wanted.shift(); host && !closed; host = wanted.shift()) await readHost(host.hostname, now);
    };
    await Promise.all(Array.from({ length: VM_READS_AT_ONCE }, lane));
  }

  async function readHost(name, now) {
    const answer = await get(`/api/host-vms/${encodeURIComponent(name)}`).catch(() => null);
    const known = vms.value.get(name);
    // Without an answer the host is asked about again with the next look at the fleet.
    vms.update((all) => new Map(all).set(name, answer ? { list: answer.vms, generation: now } : { ...known, generation: null }));
  }

  const stop = snapshot.watch(({ generation: now }) => now !== generation && read());
  read();
  return {
    contracts,
    vms,
    readVms,
    close() {
      closed = true;
      retry.reset();
      stop();
    },
  };
}
