// @ts-check
// The gateway's clock. Ages are measured with it, because a wrong local clock must not make old data look fresh.
const SECOND = 1000;
let offset = 0;

/** Milliseconds since the epoch, by the gateway's clock. */
export const now = () => Date.now() - offset;

/**
 * Corrects the offset by the Date header of a response. The header has whole seconds and was written between request and response,
 * so it gives a range: an offset within the range is kept.
 *
 * @param {Response} response
 * @param {number} sentAt by the local clock
 */
export function syncClock(response, sentAt) {
  const serverTime = Date.parse(response.headers.get("Date") ?? "");
  if (Number.isNaN(serverTime)) return;
  const least = sentAt - serverTime - SECOND;
  const most = Date.now() - serverTime;
  offset = Math.min(Math.max(offset, least), most);
}
