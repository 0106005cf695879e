// Commits each item at most once. The id of an item is the idempotency key of its command.
import { post, Problem } from "../core/api.js";
import { newId } from "../core/id.js";
import { track } from "../operations/operation-store.js";
import { patchItem, markCommitted } from "./cart.js";

const CONCURRENCY = 4;
const AMBIGUOUS_STATUSES = new Set([500, 502, 503, 504]);

/**
 * Items that were not accepted stay in the cart with the reason.
 *
 * @return { accepted, refused, unknown }: the number of each; unknown: the response was lost
 */
export async function commit(items, reason) {
  const batch = items.length > 1 ? `board-${newId().slice(0, 8)}` : undefined;
  const waiting = [...items];
  const outcomes = [];
  const worker = async () => {
    for (let item = waiting.shift(); item; item = waiting.shift()) {
      const outcome = await send(item, reason, batch);
      outcomes.push(outcome);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  const number = (of) => outcomes.filter((outcome) => outcome === of).length;
  return { accepted: number("accepted"), refused: number("refused"), unknown: number("unknown") };
}

async function send(item, reason, batch) {
  // After a lost response the same request is sent again with the same key, so it is executed at most once.
  const payload = item.sent ?? { reason: reason || undefined, batch_id: batch };
  patchItem(item.id, { sent: payload, error: null, unknown: false });
  try {
    const answer = await post(
      item.kind === "launch" ? "/api/execute-runpod-launch" : "/api/execute-migration",
      { ...commandBody(item), ...payload },
      { headers: { "Idempotency-Key": item.id } },
    );
    markCommitted(item.id);
    track(answer.id);
    return "accepted";
  } catch (problem) {
    const unknown = !(problem instanceof Problem) || AMBIGUOUS_STATUSES.has(problem.status);
    // A refused key cannot be used again: the next attempt is a new request.
    patchItem(item.id, { error: problem.message, unknown, ...(unknown ? {} : { id: newId(), sent: null }) });
    return unknown ? "unknown" : "refused";
  }
}

/** Why a sent item is still in the cart, or null. */
export function outcomeOf({ error, unknown }) {
  if (!error) return null;
  return unknown
    ? `Not known whether it was accepted: ${error} Send it again: the gateway executes it only once.`
    : `Not accepted: ${error}`;
}

function commandBody(item) {
  if (item.kind === "launch")
    return { hostname: item.host, image_name: item.image_name, image_id: item.image_id, keep_on_failure: Boolean(item.keep) };
  return {
    host: item.host,
    source_aggregate: item.source,
    target_aggregate: item.target,
    ...(item.acknowledge.length > 0 ? { acknowledge: item.acknowledge } : {}),
  };
}
