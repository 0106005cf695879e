// The rules of moves that the board can check without a request, for feedback during a drag. The gateway's preview decides.
import { count, sentenceCase } from "../core/format.js";

const ALREADY_THERE = "already in this pool";
const SHORT_LABELS = { allowed: "Move here", acknowledge: "Needs a yes", partly: "Some of them", refused: "Refused" };
const RANK = { allowed: 0, acknowledge: 1, refused: 2 };

/**
 * @param host as the fleet shows it; null fields are unknown
 * @param source its pool, or undefined if it is in no pool
 * @param operation its open operation, or undefined
 * @return { result: "allowed" | "acknowledge" | "refused", reason, acknowledge: [] }
 */
export function checkMove(host, source, target, operation) {
  const refusal = refusalOf(host, source, target, operation);
  if (refusal) return { result: "refused", reason: refusal, acknowledge: [] };
  const acknowledgements = [];
  if (host.has_vms) acknowledgements.push(["vms", `${count(host.vm_count, "VM")} would go with it`]);
  if (![source.pool, target.pool].includes("CONTRACT") && Boolean(source.nvlinks) !== Boolean(target.nvlinks)) {
    acknowledgements.push(["nvlink", source.nvlinks ? "leaves NVLink" : "goes to NVLink"]);
  }
  if (acknowledgements.length === 0) return { result: "allowed", reason: "", acknowledge: [] };
  return { result: "acknowledge", reason: acknowledgements.map(([, text]) => text).join(", "), acknowledge: acknowledgements.map(([name]) => name) };
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

/** Checks several hosts: the worst result decides the colour, the text has the numbers. */
export function checkMoves(moves, target) {
  const verdicts = moves.map(({ host, source, operation }) => ({ host, ...checkMove(host, source, target, operation) }));
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
