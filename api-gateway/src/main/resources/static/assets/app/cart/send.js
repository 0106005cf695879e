// @ts-check
// Commits each item at most once. Each has an idempotency key, so a repeated request is executed only once.
import { asError, post, Problem } from "../core/api.js";
import { newId } from "../core/id.js";
import { track } from "../operations/operation-store.js";
import { moveBody } from "./move-body.js";
import { patchItem, markCommitted, newAttempt } from "./cart.js";

/** @import { CommandAnswer, LaunchBody, MigrationBody } from "#api" */
/** @import { Plan } from "./cart.js" */
/** @import { Times } from "../reservations/when-fields.js" */

/** @typedef {MigrationBody["despite"]} Despite */

const CONCURRENCY = 4;
const AMBIGUOUS_STATUSES = new Set([500, 502, 503, 504]);

/** @typedef {"accepted" | "waiting" | "reserved" | "refused" | "unknown"} SendResult waiting: for a second person; unknown: the response was lost */

/**
 * Items that were not accepted stay in the cart with the reason.
 *
 * @param {Plan[]} items
 * @param {string} reason
 * @param {Times | null} [times] when they begin; null for now
 * @param {boolean} [anyway] whether it is accepted that a reservation collides, or would be refused as the host is now
 * @returns the number of each result
 */
export async function commit(items, reason, times = null, anyway = false) {
  const batch = items.length > 1 ? `board-${newId().slice(0, 8)}` : undefined;
  const waiting = [...items];
  const outcome = { accepted: 0, waiting: 0, reserved: 0, refused: 0, unknown: 0 };
  /** @type {NonNullable<Plan["sent"]>} */
  const payload = {
    reason: reason || undefined,
    batch_id: batch,
    ...times,
    ...(times && anyway ? { despite: /** @type {Despite} */ (["collision", "checks"]) } : {}),
  };
  const worker = async () => {
    for (let item = waiting.shift(); item; item = waiting.shift()) outcome[await send(item, payload)]++;
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return outcome;
}

/**
 * @param {Plan} item
 * @param {NonNullable<Plan["sent"]>} fresh
 * @returns {Promise<SendResult>}
 */
async function send(item, fresh) {
  // After a lost response the same request is sent again with the same key, so it is executed at most once.
  const payload = item.sent ?? fresh;
  patchItem(item.id, { sent: payload, error: null, unknown: false });
  /** @type {CommandAnswer} */
  let answer;
  try {
    answer = await post(
      item.kind === "launch" ? "/api/execute-runpod-launch" : "/api/execute-migration",
      { ...commandBody(item), ...payload },
      { headers: { "Idempotency-Key": item.key ?? item.id } },
    );
  } catch (problem) {
    const unknown = !(problem instanceof Problem) || AMBIGUOUS_STATUSES.has(problem.status);
    patchItem(item.id, { error: asError(problem).message, unknown });
    if (!unknown) newAttempt(item.id);
    return unknown ? "unknown" : "refused";
  }
  markCommitted(item.id);
  if ("reservation" in answer) return "reserved";
  if ("approval" in answer) return "waiting";
  if (answer.id) track(answer.id);
  return "accepted";
}

/**
 * @param {Plan} item
 * @returns {LaunchBody | MigrationBody}
 */
function commandBody(item) {
  if (item.kind === "launch")
    return { hostname: item.host, image_name: item.image_name, image_id: item.image_id, keep_on_failure: Boolean(item.keep) };
  return moveBody(item);
}
