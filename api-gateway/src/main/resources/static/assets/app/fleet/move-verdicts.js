// @ts-check
// Into which pools hosts may go. The gateway applies the rules; they are asked for when a drag, a keyboard move or a menu begins.
import { signal } from "../core/signal.js";
import { asError, get } from "../core/api.js";
import { count, sentenceCase } from "../core/format.js";
import { snapshot } from "./snapshot.js";

/** @import { Host, MoveVerdictsAll, MoveVerdictsTarget } from "#api" */

/** @typedef {"allowed" | "unchecked" | "acknowledge" | "waits" | "refused"} HostResult waits: it may go once it is empty */
/** @typedef {HostResult | "partly"} VerdictResult partly: some of several hosts may go */
/** @typedef {{ host: Host, result: HostResult, reason: string }} HostVerdict */
/** @typedef {{ host: Host, operation?: object }} Movable operation: what holds the host */

/**
 * One verdict for several hosts.
 *
 * @typedef {object} Verdict
 * @property {VerdictResult} result
 * @property {HostVerdict[]} verdicts
 * @property {HostVerdict[]} movable
 * @property {string} text
 * @property {string} short
 */

/**
 * @typedef {object} Entry
 * @property {number | undefined} generation of the snapshot
 * @property {Promise<void>} answered
 * @property {Map<string, MoveVerdictsTarget>} [targets] verdicts by pool
 * @property {string} [limited] why the user may not act on the host
 * @property {Error} [problem]
 */

const MOST_HOSTS = 100;
const ALREADY_THERE = "already in this pool";
/** @type {Record<VerdictResult, string>} */
const SHORT_LABELS = {
  allowed: "Move here",
  unchecked: "Not checked",
  acknowledge: "Confirm",
  waits: "When empty",
  partly: "Some of them",
  refused: "Refused",
};
/** @type {Record<HostResult, number>} */
const RANK = { allowed: 0, unchecked: 1, acknowledge: 2, waits: 3, refused: 4 };
/** @type {Record<string, HostResult>} */
const RESULTS = { ALLOWED: "allowed", ACKNOWLEDGE: "acknowledge", REFUSED: "refused" };

/** Changes with every response, for views that show verdicts. */
export const verdictsLoaded = signal(0);
/**
 * By host.
 *
 * @type {Map<string, Entry>}
 */
const known = new Map();

/**
 * Reads the verdicts on these hosts unless they are known for this state of the fleet. Never rejects.
 *
 * @param {string[]} hosts
 */
export async function loadVerdicts(hosts) {
  const generation = snapshot.value?.generation;
  for (const [host, entry] of known) if (entry.generation !== generation) known.delete(host);
  const missing = [...new Set(hosts)].filter((host) => known.get(host)?.problem || !known.has(host));
  for (let at = 0; at < missing.length; at += MOST_HOSTS) {
    const some = missing.slice(at, at + MOST_HOSTS);
    /** @type {Entry} */
    const entry = { generation, answered: Promise.resolve() };
    for (const host of some) known.set(host, entry);
    entry.answered = read(some, entry);
  }
  await Promise.all(hosts.map((host) => known.get(host)?.answered));
}

/**
 * @param {string[]} hosts
 * @param {Entry} asked a late response does not replace what was asked for later
 */
async function read(hosts, asked) {
  const current = () => hosts.filter((host) => known.get(host) === asked);
  const query = hosts.map((host) => `host=${encodeURIComponent(host)}`).join("&");
  try {
    /** @type {MoveVerdictsAll} */
    const answer = await get(`/api/move-verdicts?${query}`);
    const byHost = new Map(answer.hosts.map((verdicts) => [verdicts.host, verdicts]));
    for (const host of current()) {
      const { targets = [], limited } = byHost.get(host) ?? {};
      known.set(host, { ...asked, limited, targets: new Map(targets.map((target) => [target.aggregate, target])) });
    }
  } catch (problem) {
    for (const host of current()) known.set(host, { ...asked, problem: asError(problem) });
  }
  verdictsLoaded.update((number) => number + 1);
}

/**
 * Why the limits of the user do not let it act on a host; null if they do, or as long as nothing is known.
 *
 * @param {string} host
 */
export const whyLimited = (host) => known.get(host)?.limited ?? null;

/**
 * @param {Movable} move
 * @param {{ name: string }} target
 * @returns {{ result: HostResult, reason: string }}
 */
function verdictOf({ host, operation }, target) {
  if (operation) return { result: "refused", reason: "held by an open operation" };
  const entry = known.get(host.hostname);
  if (!entry?.targets) return { result: "unchecked", reason: entry?.problem?.message ?? "" };
  const verdict = entry.targets.get(target.name);
  return verdict
    ? { result: verdict.when_empty ? "waits" : (RESULTS[verdict.result] ?? "unchecked"), reason: verdict.reason }
    : { result: "unchecked", reason: "the gateway does not know this pool" };
}

/**
 * One verdict for several hosts: the worst of them decides the colour, the text tells how many. What is not checked may be planned.
 *
 * @param {Movable[]} moves
 * @param {{ name: string }} target
 * @returns {Verdict}
 */
export function verdictFor(moves, target) {
  const verdicts = moves.map((move) => ({ host: move.host, ...verdictOf(move, target) }));
  const worst = verdicts.reduce(
    (worse, { result }) => (RANK[result] > RANK[worse] ? result : worse),
    /** @type {HostResult} */ ("allowed"),
  );
  const movable = verdicts.filter((verdict) => verdict.result !== "refused");
  const result = movable.length > 0 && worst === "refused" ? "partly" : worst;
  const text = textOf(verdicts, movable);
  return { result, verdicts, movable, text, short: text === refused(ALREADY_THERE) ? text : SHORT_LABELS[result] };
}

/** @param {string} reason */
const refused = (reason) => (reason === ALREADY_THERE ? sentenceCase(reason) : `Refused: ${reason}`);

/** @param {HostVerdict} verdict */
function textOfOne({ result, reason }) {
  switch (result) {
    case "allowed":
      return "Move here";
    case "unchecked":
      return reason ? `Not checked: ${reason}` : "Checking …";
    case "acknowledge":
      return `Needs confirmation: ${reason}`;
    case "waits":
      return `Waits: ${reason}`;
    case "refused":
      return refused(reason);
  }
}

/**
 * @param {HostVerdict[]} verdicts
 * @param {HostVerdict[]} movable
 */
function textOf(verdicts, movable) {
  if (verdicts.length === 1) return textOfOne(verdicts[0]);
  const others = verdicts.length - movable.length;
  /** @param {HostResult} wanted */
  const number = (wanted) => movable.filter((verdict) => verdict.result === wanted).length;
  const [asking, unchecked, waiting] = [number("acknowledge"), number("unchecked"), number("waits")];
  const firstReason = verdicts.find((verdict) => verdict.result === "refused")?.reason ?? "";
  if (movable.length === 0) return refused(firstReason);
  return [
    `Move ${movable.length} here`,
    asking > 0 && `${count(asking, "host")} ${asking === 1 ? "needs" : "need"} confirmation`,
    unchecked > 0 && `${unchecked} not checked`,
    waiting > 0 && `${waiting} wait until they are empty`,
    others > 0 && `${others} refused (${firstReason})`,
  ]
    .filter(Boolean)
    .join(", ");
}
