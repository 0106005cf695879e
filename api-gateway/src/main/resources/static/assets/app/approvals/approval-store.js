// @ts-check
// How many commands wait for a second person, as the gateway last said, and what became of one's own.
import { signal } from "../core/signal.js";

/** @import { ApprovalNotice, ApprovalsEvent } from "#events" */

export const pendingApprovals = signal(0);

/** @type {Set<(changed: ApprovalNotice[]) => void>} */
const listeners = new Set();

/**
 * @param {(changed: ApprovalNotice[]) => void} listener called after each event; without changes after a new connection
 * @returns {() => void} stops it
 */
export function onApprovals(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** @param {ApprovalsEvent} event */
export function applyApprovals({ pending, changed }) {
  pendingApprovals.set(pending);
  for (const listener of listeners) listener(changed);
}

/**
 * What to tell a user of a change, or null if it is not for this user.
 *
 * @param {ApprovalNotice} notice
 * @param {string} user
 * @param {(kind: string) => boolean} mayDecide
 * @returns {{ text: string, tone: "info" | "good" | "bad", operation?: string } | null}
 */
export function noticeText(notice, user, mayDecide) {
  const what =
    notice.kind === "plan" ? "commit of a plan" : `${notice.kind === "launch" ? "launch on" : "move of"} ${notice.host}`;
  if (notice.requested_by !== user) {
    const wanted = notice.state === "PENDING" && notice.first !== user && mayDecide(notice.kind);
    return wanted ? { text: `${notice.requested_by} asks for a second person: ${what}.`, tone: "info" } : null;
  }
  switch (notice.state) {
    case "APPROVED":
      return { text: `${notice.ended_by} has approved your ${what}.`, tone: "good", operation: notice.operation };
    case "DECLINED":
      return { text: `${notice.ended_by} has declined your ${what}.`, tone: "bad" };
    case "EXPIRED":
      return { text: `Nobody has approved your ${what} in time.`, tone: "bad" };
    default:
      return null;
  }
}
