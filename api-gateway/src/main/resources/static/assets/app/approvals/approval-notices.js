// @ts-check
// Tells the user when somebody asks for a second person, and what became of an own request.
import { navigate } from "../core/router.js";
import { notifyError, notifyInfo, notifySuccess } from "../shell/notices.js";
import { session } from "../shell/session.js";
import { noticeText, onApprovals } from "./approval-store.js";
import { mayDecide } from "./decision-dialog.js";

const NOTIFY = { info: notifyInfo, good: notifySuccess, bad: notifyError };

/** From now on. */
export function tellApprovals() {
  onApprovals((changed) => {
    for (const notice of changed) {
      const told = noticeText(notice, session.value.name, mayDecide);
      if (!told) continue;
      const path = told.operation ? `/operations/${told.operation}` : `/approvals/${notice.id}`;
      NOTIFY[told.tone](told.text, { label: "Show", run: () => navigate(path) });
    }
  });
}
