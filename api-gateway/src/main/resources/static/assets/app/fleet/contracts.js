// The contracts of all GPU types and the VMs on their hosts, for the contracts page.
import { signal } from "../core/signal.js";
import { get, Problem } from "../core/api.js";
import { createBackoff, isRetryable } from "../core/retry.js";
import { contractName } from "./pools.js";
import { UNCLASSIFIED } from "./fleet.js";
import { snapshot } from "./snapshot.js";

const VM_CONCURRENCY = 4;

/** Reloads with every new snapshot until close() is called. */
export function watchContracts() {
  /** { all: contracts by name, or null before the first response; problem: why they may be out of date, or null } */
  const contracts = signal({ all: null, problem: null });
  /** By host: { list, generation } */
  const vms = signal(new Map());
  const byType = new Map();
  const backoff = createBackoff();
  let generation;
  let running = false;
  let reloadRequested = false;
  let closed = false;

  /** One load at a time, so that responses stay in order. A type that could not be read keeps its previous contracts. */
  async function load() {
    if (running) return void (reloadRequested = true);
    running = true;
    reloadRequested = false;
    let error = null;
    const requested = snapshot.value?.generation;
    try {
      const { gpu_types: types = [] } = await get("/api/gpu-types");
      const names = [...types.map((type) => type.gpu_type), UNCLASSIFIED];
      for (const removed of [...byType.keys()].filter((name) => !names.includes(name))) byType.delete(removed);
      await Promise.all(names.map((name) => loadType(name).catch((problem) => (error = problem))));
      generation = requested;
    } catch (problem) {
      error = problem;
    }
    running = false;
    if (closed) return;
    publish(error);
    if (reloadRequested) load();
  }

  async function loadType(name) {
    const answer = await get(`/api/contract-aggregates/${encodeURIComponent(name)}`).catch((problem) => {
      if (problem instanceof Problem && problem.status === 404) return { pools: [] };
      throw problem;
    });
    byType.set(name, answer.pools);
  }

  function publish(problem) {
    const all = [...byType.values()].flat().sort((a, b) => contractName(a.name).localeCompare(contractName(b.name)));
    contracts.set({ all: byType.size > 0 ? all : contracts.value.all, problem });
    if (!problem) backoff.reset();
    else if (isRetryable(problem)) backoff.schedule(load);
  }

  /** A few at a time, each host once per generation of the snapshot. */
  async function loadVms(hosts) {
    const now = snapshot.value?.generation;
    const isKnown = (name) => vms.value.has(name) && vms.value.get(name).generation === now;
    const wanted = hosts.filter((host) => host.has_vms && !isKnown(host.hostname));
    if (wanted.length === 0) return;
    const known = new Map(vms.value);
    for (const { hostname } of wanted) known.set(hostname, { list: known.get(hostname)?.list ?? [], generation: now });
    vms.set(known);
    const worker = async () => {
      for (let host = wanted.shift(); host && !closed; host = wanted.shift()) await loadHost(host.hostname, now);
    };
    await Promise.all(Array.from({ length: VM_CONCURRENCY }, worker));
  }

  async function loadHost(name, now) {
    const answer = await get(`/api/host-vms/${encodeURIComponent(name)}`).catch(() => null);
    const known = vms.value.get(name);
    // After a failure the host is read again with the next snapshot.
    vms.update((all) => new Map(all).set(name, answer ? { list: answer.vms, generation: now } : { ...known, generation: null }));
  }

  const stop = snapshot.subscribe(({ generation: now }) => now !== generation && load());
  load();
  return {
    contracts,
    vms,
    loadVms,
    close() {
      closed = true;
      backoff.reset();
      stop();
    },
  };
}
