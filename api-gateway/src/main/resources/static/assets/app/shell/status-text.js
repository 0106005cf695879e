// @ts-check
// The words of the status bar.
import { formatAge, formatTime } from "../core/format.js";
import { isPartial, sourceError } from "../fleet/snapshot.js";

/** @import { SnapshotSource } from "#api" */
/** @import { Connection } from "../core/stream.js" */

/**
 * How old the values of a source are. A stale source may never have been read.
 *
 * @param {SnapshotSource} source
 */
export function sourceAge({ state, read_at: readAt }) {
  if (state === "OFF") return "off";
  if (state === "UNREAD" || !readAt) return state === "STALE" ? "stale, never read" : "not read yet";
  return `${state === "STALE" ? "stale " : ""}${formatAge(readAt)}`;
}

/** @param {SnapshotSource} source */
export const sourceTitle = (source) =>
  [
    isPartial(source) && source.stale_since && `incomplete since ${formatTime(source.stale_since)}`,
    source.state === "STALE" && !isPartial(source) && source.read_at && `not read since ${formatTime(source.read_at)}`,
    source.trouble && sourceError(source),
    source.items !== undefined && `${source.items} items, ${source.calls} calls, ${source.took_ms} ms`,
  ]
    .filter(Boolean)
    .join(" · ");

/**
 * @param {Connection["state"] | "out"} state out: logged out
 * @param {Connection} connection
 * @param {number} now by the clock of this machine, like the times of the connection
 */
export function connectionText(state, { since, next = 0 }, now = Date.now()) {
  if (state === "live") return "Live";
  if (state === "out") return "Logged out: log in again";
  if (state === "connecting") return "Connecting";
  const wait = Math.max(0, Math.ceil((next - now) / 1000));
  return `Connection lost ${formatAge(since, now)} ago, ${wait > 0 ? `again in ${wait} s` : "connecting"}`;
}
