// The rules of moves as far as the board can see, for an answer while the pointer moves. The gateway's preview has the word.
import { count, sentence } from "../core/format.js";

const ALREADY_THERE = "already in this pool";
const SHORT = { allowed: "Move here", acknowledge: "Needs a yes", partly: "Some of them", refused: "Refused" };
const RANK = { allowed: 0, acknowledge: 1, refused: 2 };

/**
 * @param host as the fleet shows it; null fields are unknown
 * @param source its pool, or undefined if it is in none
 * @param operation what holds it, or undefined
 * @return { result: "allowed" | "acknowledge" | "refused", reason, acknowledge: [] }
 */
export function judge(host, source, target, operation) {
  const refusal = refusalOf(host, source, target, operation);
  if (refusal) return { result: "refused", reason: refusal, acknowledge: [] };
  const asks = [];
  if (host.has_vms) asks.push(["vms", `${count(host.vm_count, "VM")} would go with it`]);
  if (![source.pool, target.pool].includes("CONTRACT") && Boolean(source.nvlinks) !== Boolean(target.nvlinks)) {
    asks.push(["nvlink", source.nvlinks ? "leaves NVLink" : "goes to NVLink"]);
  }
  if (asks.length === 0) return { result: "allowed", reason: "", acknowledge: [] };
  return { result: "acknowledge", reason: asks.map(([, text]) => text).join(", "), acknowledge: asks.map(([name]) => name) };
}

function refusalOf(host, source, target, operation) {
  if (operation) return "held by an open operation";
  if ((host.aggregates?.length ?? 0) > 1) return "in several pools: put it right first";
  if (!source) return "in no pool: there is nothing to take it out of";
  if (source.name === target.name) return ALREADY_THERE;
  const contract = [source.pool, target.pool].includes("CONTRACT");
  if (!contract && source.gpu_type !== target.gpu_type) return `a host keeps its GPU type (${source.gpu_type})`;
  if (source.pool === "SPOT" && host.has_vms) return "a spot host only moves empty";
  return null;
}

/** The same for several hosts: the worst of them decides the colour, the text tells how many. */
export function judgeAll(moves, target) {
  const verdicts = moves.map(({ host, source, operation }) => ({ host, ...judge(host, source, target, operation) }));
  const result = verdicts.reduce((worst, verdict) => (RANK[verdict.result] > RANK[worst] ? verdict.result : worst), "allowed");
  const movable = verdicts.filter((verdict) => verdict.result !== "refused");
  const all = movable.length > 0 && result === "refused" ? "partly" : result;
  const text = textOf(verdicts, movable);
  return { result: all, verdicts, movable, text, short: text === refused(ALREADY_THERE) ? text : SHORT[all] };
}

const refused = (reason) => (reason === ALREADY_THERE ? sentence(reason) : `Refused: ${reason}`);

function textOf(verdicts, movable) {
  if (verdicts.length === 1) {
    const [{ result, reason }] = verdicts;
    return { allowed: "Move here", acknowledge: `Needs a yes: ${reason}`, refused: refused(reason) }[result];
  }
  const others = verdicts.length - movable.length;
  const asking = movable.filter((verdict) => verdict.result === "acknowledge").length;
  const firstReason = verdicts.find((verdict) => verdict.result === "refused")?.reason;
  if (movable.length === 0) return refused(firstReason);
  return [
    `Move ${movable.length} here`,
    asking > 0 && `${asking} need a yes`,
    others > 0 && `${others} refused (${firstReason})`,
  ]
    .filter(Boolean)
    .join(", ");
}
