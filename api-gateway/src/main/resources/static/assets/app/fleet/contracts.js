// @ts-check
// The contracts of all GPU types and the VMs on their hosts, for the contracts page.
import { signal } from "../core/signal.js";
import { asError, get } from "../core/api.js";
import { createBackoff, isRetryable } from "../core/retry.js";
import { withNumbers } from "./gpu-types.js";
import { contractName } from "./pools.js";
import { nullIfNotFound } from "./fleet.js";
import { snapshot } from "./snapshot.js";
import { UNCLASSIFIED } from "./type-list.js";

/** @import { FleetTypePools, Host, HostVms, Pool, Vm } from "#api" */

/** @typedef {{ list: Vm[], generation: number | undefined | null }} KnownVms generation: null after a failed read */

const VM_CONCURRENCY = 4;

/** Reloads with every new snapshot until close() is called. */
export function watchContracts() {
  /** all: by name, or null before the first response; problem: why they may be out of date */
  const contracts = signal(/** @type {{ all: Pool[] | null, problem: Error | null }} */ ({ all: null, problem: null }));
  /** By host. */
  const vms = signal(/** @type {Map<string, KnownVms>} */ (new Map()));
  /** @type {Map<string, Pool[]>} */
  const byType = new Map();
  const backoff = createBackoff();
  /** @type {number | undefined} */
  let generation;
  let running = false;
  let reloadRequested = false;
  let closed = false;

  /** One load at a time, so that responses stay in order. A type that could not be read keeps its previous contracts. */
  async function load() {
    if (running) return void (reloadRequested = true);
    running = true;
    reloadRequested = false;
    /** @type {Error | null} */
    let error = null;
    const requested = snapshot.value?.generation;
    try {
      const { gpu_types: types } = withNumbers(await get("/api/gpu-types"));
      const names = [...types.map((type) => type.gpu_type), UNCLASSIFIED];
      for (const removed of [...byType.keys()].filter((name) => !names.includes(name))) byType.delete(removed);
      await Promise.all(names.map((name) => loadType(name).catch((problem) => void (error = asError(problem)))));
      generation = requested;
    } catch (problem) {
      error = asError(problem);
    }
    running = false;
    if (closed) return;
    publish(error);
    if (reloadRequested) load();
  }

  /** @param {string} name of a GPU type; one without contracts has no such resource */
  async function loadType(name) {
    /** @type {FleetTypePools | null} */
    const answer = await nullIfNotFound(get(`/api/contract-aggregates/${encodeURIComponent(name)}?columns=false`));
    byType.set(name, answer?.pools ?? []);
  }

  /** @param {Error | null} problem */
  function publish(problem) {
    const all = [...byType.values()].flat().sort((a, b) => contractName(a.name).localeCompare(contractName(b.name)));
    contracts.set({ all: byType.size > 0 ? all : contracts.value.all, problem });
    if (!problem) backoff.reset();
    else if (isRetryable(problem)) backoff.schedule(load);
  }

  /**
   * A few at a time, each host once per generation of the snapshot.
   *
   * @param {Host[]} hosts
   */
  async function loadVms(hosts) {
    const now = snapshot.value?.generation;
    /** @param {string} name */
    const isKnown = (name) => vms.value.has(name) && vms.value.get(name)?.generation === now;
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

  /**
   * After a failure the host is read again with the next snapshot. A late response does not replace one for a newer snapshot.
   *
   * @param {string} name
   * @param {number | undefined} asked the generation of the snapshot
   */
  async function loadHost(name, asked) {
    /** @type {HostVms | null} */
    const answer = await get(`/api/host-vms/${encodeURIComponent(name)}`).catch(() => null);
    const known = vms.value.get(name);
    if (known?.generation !== asked) return;
    const next = answer ? { list: answer.vms, generation: asked } : { list: known?.list ?? [], generation: null };
    vms.update((all) => new Map(all).set(name, next));
  }

  const stop = snapshot.subscribe((now) => now?.generation !== generation && load());
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
