// Committing: each item once, whatever the network does in between. Its id is the idempotency key of its command.
import { post, Problem } from "../core/api.js";
import { newId } from "../core/id.js";
import { follow } from "../operations/live.js";
import { amend, committed } from "./cart.js";

const AT_ONCE = 4;
const UNCERTAIN = new Set([500, 502, 503, 504]);

/**
 * Items that were not accepted stay in the cart and say why.
 *
 * @return { accepted, refused, unknown }: how many of each; unknown are those whose answer could not be read
 */
export async function commit(items, reason) {
  const batch = items.length > 1 ? `board-${newId().slice(0, 8)}` : undefined;
  const waiting = [...items];
  const outcomes = [];
  const lane = async () => {
    for (let item = waiting.shift(); item; item = waiting.shift()) {
      const outcome = await send(item, reason, batch);
      outcomes.push(outcome);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  const number = (of) => outcomes.filter((outcome) => outcome === of).length;
  return { accepted: number("accepted"), refused: number("refused"), unknown: number("unknown") };
}

async function send(item, reason, batch) {
  // After a lost answer the very same request goes out again, so that it is carried out once at most.
  const said = item.sent ?? { reason: reason || undefined, batch_id: batch };
  amend(item.id, { sent: said, trouble: null, unknown: false });
  try {
    const answer = await post(
      item.kind === "launch" ? "/api/execute-runpod-launch" : "/api/execute-migration",
      { ...command(item), ...said },
      { headers: { "Idempotency-Key": item.id } },
    );
    committed(item.id);
    follow(answer.id);
    return "accepted";
  } catch (problem) {
    const unknown = !(problem instanceof Problem) || UNCERTAIN.has(problem.status);
    // A refusal has used up the key: another try is another request.
    amend(item.id, { trouble: problem.message, unknown, ...(unknown ? {} : { id: newId(), sent: null }) });
    return unknown ? "unknown" : "refused";
  }
}

/** Why it is still in the cart after it was sent, or null. */
export function outcomeOf({ trouble, unknown }) {
  if (!trouble) return null;
  return unknown
    ? `Not known whether it was accepted: ${trouble} Send it again: the gateway carries it out only once.`
    : `Not accepted: ${trouble}`;
}

function command(item) {
  if (item.kind === "launch")
    return { hostname: item.host, image_name: item.image_name, image_id: item.image_id, keep_on_failure: Boolean(item.keep) };
  return {
    host: item.host,
    source_aggregate: item.source,
    target_aggregate: item.target,
    ...(item.acknowledge.length > 0 ? { acknowledge: item.acknowledge } : {}),
  };
}
