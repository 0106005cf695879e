// @ts-check
// What waits for a person, outside of the page: as a number in the title of the tab, in its icon, and as a notification of the
// browser for those who want that.
import { withBase } from "../core/base.js";
import { h } from "../core/dom.js";
import { persist, signal } from "../core/signal.js";
import { navigate } from "../core/router.js";
import { setWaiting } from "../core/title.js";
import { pendingApprovals } from "../approvals/approval-store.js";
import { operations } from "../operations/operation-store.js";
import { needsOperator } from "../operations/progress.js";
import { workflowTitle } from "../operations/workflows.js";
import { askingReservations } from "../reservations/reservation-store.js";
import { notifyError, notifyInfo } from "./notices.js";
import { canOperate } from "./session.js";

/** @import { KnownOperation } from "../operations/merging.js" */

const ICON = "/assets/icon.svg";
const ICON_WAITING = "/assets/icon-attention.svg";

/** Whether the user wants notifications, in this browser. */
const wanted = signal(false);
/** The operations that wait, as they were last counted; null before the first count. */
let known = /** @type {Set<string> | null} */ (null);

/**
 * The operations that wait now and did not before.
 *
 * @param {Set<string> | null} before null: nothing was counted yet, so nothing is new
 * @param {KnownOperation[]} waiting
 */
export const newlyWaiting = (before, waiting) => (before ? waiting.filter((operation) => !before.has(operation.id)) : []);

/** From now on. The open operations need not be loaded yet. */
export function watchAttention() {
  persist(wanted, "spot.notifications");
  operations.subscribe(count);
  askingReservations.subscribe(count);
  pendingApprovals.subscribe(count);
  count();
}

function count() {
  const waiting = [...operations.value.values()].filter(needsOperator);
  const all = waiting.length + askingReservations.value + (canOperate() ? pendingApprovals.value : 0);
  setWaiting(all);
  showIcon(all > 0 ? ICON_WAITING : ICON);
  for (const operation of newlyWaiting(known, waiting)) tell(operation);
  if (known || operations.value.size > 0) known = new Set(waiting.map((operation) => operation.id));
}

/** A browser takes over a changed icon only with a new element. @param {string} href */
function showIcon(href) {
  const old = document.querySelector("link[rel=icon]");
  if (old?.getAttribute("href") === withBase(href)) return;
  old?.replaceWith(h("link", { rel: "icon", href, type: "image/svg+xml" }));
}

/** @param {KnownOperation} operation */
function tell(operation) {
  if (!wanted.value || !isAllowed() || document.hasFocus()) return;
  // Windows of one browser that tell the same share the tag, and the browser shows it once.
  const notification = new Notification(`${operation.host} needs a person`, {
    body: [workflowTitle(operation.kind), operation.cause].filter(Boolean).join(": "),
    tag: `spot-${operation.id}`,
    icon: withBase(ICON_WAITING),
  });
  notification.addEventListener("click", () => {
    window.focus();
    navigate(`/operations/${operation.id}`);
    notification.close();
  });
}

const isPossible = () => "Notification" in window && isSecureContext;
const isAllowed = () => isPossible() && Notification.permission === "granted";

/** The entry of the user menu that switches notifications on and off. */
export function notificationsEntry() {
  if (!isPossible()) return { label: "Notify me", note: "needs HTTPS", disabled: true, action: () => null };
  return wanted.value && isAllowed()
    ? { label: "Do not notify me any more", action: () => wanted.set(false) }
    : { label: "Notify me", note: "when something needs a person", action: ask };
}

async function ask() {
  const answer = await Notification.requestPermission();
  if (answer === "granted") {
    wanted.set(true);
    notifyInfo("This browser notifies you when an operation needs a person, while a window of the board is open.");
  } else {
    notifyError("Your browser does not allow notifications from this page. Allow them in its settings for this site.");
  }
}
