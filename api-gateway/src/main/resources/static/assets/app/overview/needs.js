// @ts-check
// What needs a person: operations, reservations, approvals and webhooks that were disabled, each with the way there.
import { h } from "../core/dom.js";
import { combineCleanups, scheduleRender } from "../core/signal.js";
import { withQuery } from "../core/api.js";
import { count } from "../core/format.js";
import { pendingApprovals } from "../approvals/approval-store.js";
import { openLoaded, operations } from "../operations/operation-store.js";
import { needsOperator } from "../operations/progress.js";
import { workflows, workflowTitle } from "../operations/workflows.js";
import { askingReservations } from "../reservations/reservation-store.js";
import { isAdmin } from "../shell/session.js";
import { loadWebhooks, webhooks } from "../webhooks/webhook-store.js";
import { failedWebhooks } from "../webhooks/webhook-text.js";

const SHOWN = 5;

export function needs() {
  const list = h("ul", { class: "needs-list" });
  const element = h("section", { class: "needs", "aria-label": "What needs a person" }, list);
  const render = scheduleRender(() => {
    const stuck = [...operations.value.values()].filter(needsOperator);
    const entries = [
      ...stuck
        .slice(0, SHOWN)
        .map((one) =>
          h("a", { href: `/operations/${one.id}` }, h("b", {}, one.host), ` ${workflowTitle(one.kind)} waits for a decision`),
        ),
      stuck.length > SHOWN &&
        h("a", { href: withQuery("/operations", { state: "NEEDS_OPERATOR" }) }, `${stuck.length - SHOWN} more operations`),
      askingReservations.value > 0 &&
        h("a", { href: "/reservations" }, `${count(askingReservations.value, "reservation")} to decide`),
      pendingApprovals.value > 0 &&
        h("a", { href: "/approvals?state=PENDING" }, `${count(pendingApprovals.value, "command")} to approve`),
      failedWebhooks(webhooks.value) > 0 &&
        h("a", { href: "/webhooks" }, `${count(failedWebhooks(webhooks.value), "webhook")} disabled, because nothing was taken`),
    ].filter((entry) => entry instanceof HTMLElement);
    element.dataset.tone = entries.length > 0 ? "attention" : "good";
    list.replaceChildren(
      ...(entries.length > 0
        ? entries.map((entry) => h("li", {}, entry))
        : [h("li", {}, openLoaded.value ? "Nothing needs a person." : "What needs a person has not been read yet.")]),
    );
  });
  render();
  if (isAdmin()) loadWebhooks().catch(() => null);
  return {
    element,
    close: combineCleanups(
      operations.subscribe(render),
      openLoaded.subscribe(render),
      workflows.subscribe(render),
      askingReservations.subscribe(render),
      pendingApprovals.subscribe(render),
      webhooks.subscribe(render),
      render.cancel,
    ),
  };
}
