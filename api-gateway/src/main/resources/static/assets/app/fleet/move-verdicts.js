// Into which pools hosts may go. The gateway applies the rules; they are asked for when a drag, a keyboard move or a menu begins.
import { signal } from "../core/signal.js";
import { get } from "../core/api.js";
import { count, sentenceCase } from "../core/format.js";
import { snapshot } from "./snapshot.js";

const MOST_HOSTS = 100;
const ALREADY_THERE = "already in this pool";
const SHORT_LABELS = {
  allowed: "Move here",
  unchecked: "Not checked",
  acknowledge: "Confirm",
  partly: "Some of them",
  refused: "Refused",
};
const RANK = { allowed: 0, unchecked: 1, acknowledge: 2, refused: 3 };

/** Changes with every response, for views that show verdicts. */
export const verdictsLoaded = signal(0);
/** By host: { generation, answered } and then { targets: verdicts by pool } or { problem }. */
const known = new Map();

/** Reads the verdicts on these hosts unless they are known for this state of the fleet. Never rejects. */
export async function loadVerdicts(hosts) {
  const generation = snapshot.value?.generation;
  for (const [host, entry] of known) if (entry.generation !== generation) known.delete(host);
  const missing = [...new Set(hosts)].filter((host) => !known.has(host) || known.get(host).problem);
  for (let at = 0; at < missing.length; at += MOST_HOSTS) {
    const some = missing.slice(at, at + MOST_HOSTS);
    const answered = read(some, generation);
    for (const host of some) known.set(host, { generation, answered });
  }
  await Promise.all(hosts.map((host) => known.get(host)?.answered));
}

async function read(hosts, generation) {
  const query = hosts.map((host) => `host=${encodeURIComponent(host)}`).join("&");
  try {
    const answer = await get(`/api/move-verdicts?${query}`);
    for (const { host, targets } of answer.hosts)
      known.set(host, { generation, targets: new Map(targets.map((target) => [target.aggregate, target])) });
  } catch (problem) {
    for (const host of hosts) known.set(host, { generation, problem });
  }
  verdictsLoaded.update((number) => number + 1);
}

/**
 * @param operation what holds the host, or undefined
 * @return { result: "allowed" | "acknowledge" | "refused" | "unchecked", reason, acknowledge: [] }
 */
function verdictOf({ host, operation }, target) {
  if (operation) return { result: "refused", reason: "held by an open operation", acknowledge: [] };
  const entry = known.get(host.hostname);
  const verdict = entry?.targets?.get(target.name);
  if (!verdict) return { result: "unchecked", reason: entry?.problem?.message ?? "", acknowledge: [] };
  return { result: verdict.result.toLowerCase(), reason: verdict.reason, acknowledge: verdict.acknowledge };
}

/** One verdict for several hosts: the worst of them decides the colour, the text tells how many. What is not checked may be planned. */
export function verdictFor(moves, target) {
  const verdicts = moves.map((move) => ({ host: move.host, ...verdictOf(move, target) }));
  const result = verdicts.reduce((worst, verdict) => (RANK[verdict.result] > RANK[worst] ? verdict.result : worst), "allowed");
  const movable = verdicts.filter((verdict) => verdict.result !== "refused");
  const all = movable.length > 0 && result === "refused" ? "partly" : result;
  const text = textOf(verdicts, movable);
  return { result: all, verdicts, movable, text, short: text === refused(ALREADY_THERE) ? text : SHORT_LABELS[all] };
}

const refused = (reason) => (reason === ALREADY_THERE ? sentenceCase(reason) : `Refused: ${reason}`);

function textOf(verdicts, movable) {
  if (verdicts.length === 1) {
    const [{ result, reason }] = verdicts;
    return {
      allowed: "Move here",
      unchecked: reason ? `Not checked: ${reason}` : "Checking …",
      acknowledge: `Needs confirmation: ${reason}`,
      refused: refused(reason),
    }[result];
  }
  const others = verdicts.length - movable.length;
  const number = (wanted) => movable.filter((verdict) => verdict.result === wanted).length;
  const [asking, unchecked] = [number("acknowledge"), number("unchecked")];
  const firstReason = verdicts.find((verdict) => verdict.result === "refused")?.reason;
  if (movable.length === 0) return refused(firstReason);
  return [
    `Move ${movable.length} here`,
    asking > 0 && `${count(asking, "host")} ${asking === 1 ? "needs" : "need"} confirmation`,
    unchecked > 0 && `${unchecked} not checked`,
    others > 0 && `${others} refused (${firstReason})`,
  ]
    .filter(Boolean)
    .join(", ");
}
