// The gateway's clock. Ages are told by it: a computer whose own clock is wrong must not make old data look fresh.
const SECOND = 1000;
let ahead = 0;

/** Milliseconds, as the gateway counts them. */
export const now = () => Date.now() - ahead;

/**
 * Learns from an answer's Date header, which has whole seconds and was written at some time between asking and hearing:
 * what was known before stays as long as it fits.
 */
export function learnTime(answer, askedAt) {
  const told = Date.parse(answer.headers.get("Date") ?? "");
  if (Number.isNaN(told)) return;
  const least = askedAt - told - SECOND;
  const most = Date.now() - told;
  ahead = Math.min(Math.max(ahead, least), most);
}
