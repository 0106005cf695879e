// @ts-check
// The review before anything is sent: every plan with its checks and commands, one reason, one button.
import { focused, h, renderList, setAttribute, setText } from "../core/dom.js";
import { combineCleanups, scheduleRender } from "../core/signal.js";
import { count } from "../core/format.js";
import { openDialog } from "../core/dialog.js";
import { navigate } from "../core/router.js";
import { notifyError, notifySuccess } from "../shell/notices.js";
import { cart } from "./cart.js";
import { itemView } from "./item-view.js";
import { isWithdrawal } from "./move-body.js";
import { whenFields } from "../reservations/when-fields.js";
import { openPanel } from "./panel-tab.js";
import { outcomeSummary } from "./plan-verdict.js";
import { poolBalance } from "./pool-balance.js";
import { refreshPreviews, previews, previewStatus } from "./previews.js";
import { commit } from "./send.js";

/** @import { Plan } from "./cart.js" */

/**
 * What was rendered of each item.
 *
 * @type {WeakMap<HTMLElement, unknown[]>}
 */
const rendered = new WeakMap();
const MAX_REASON_LENGTH = 2000;

/** @param {Plan[]} items */
export function openReview(items) {
  const hosts = new Set(items.map((item) => item.host));
  const currentItems = () => cart.value.filter((item) => hosts.has(item.host));
  /** @param {Plan} item */
  const isReady = (item) =>
    previewStatus(item) === "allowed" || (isLater() && anyway.checked && previewStatus(item) === "refused");
  const isLater = () => when?.times() !== null && when !== null;
  const ready = () => currentItems().filter((item) => item.unknown || isReady(item));
  refreshPreviews([...hosts]);

  const list = h("ul", { class: "review" });
  const reason = h("input", {
    class: "form-control",
    id: "reason",
    maxlength: MAX_REASON_LENGTH,
    placeholder: "Why? It goes into the history",
    autocomplete: "off",
    "aria-label": "Reason",
  });
  const send = h("button", { type: "submit", class: "btn btn-primary" });
  const note = h("span", { class: "review-note", role: "status" });
  const form = h("form", { class: "review-form", onsubmit: submit }, reason, note, send);
  const balance = poolBalance(currentItems);
  form.prepend(balance.element);
  let sending = false;
  /** Launches begin at once. */
  const canWait = items.every((item) => item.kind === "move");
  const when = canWait ? whenFields({ changed: () => render() }) : null;
  /** @type {HTMLInputElement} */
  const anyway = h("input", { type: "checkbox", class: "form-check-input", onchange: () => render() });
  const anywayBox = h(
    "label",
    { class: "tick", hidden: true },
    anyway,
    "Also what is refused as the host is now, or collides with another reservation",
  );
  if (when) form.prepend(h("div", { class: "review-when" }, when.element, anywayBox));

  const render = scheduleRender(() => {
    renderList(list, currentItems(), { key: (item) => item.host, create: () => h("li", {}), update: renderItem });
    const left = currentItems().length - ready().length;
    anywayBox.hidden = !isLater();
    send.disabled = sending || ready().length === 0;
    setText(send, sending ? "Sending …" : `${isLater() ? "Reserve" : "Send"} ${count(ready().length, "operation")}`);
    setText(note, sending || left === 0 ? "" : `${left} not ready, ${left === 1 ? "it stays" : "they stay"} in the cart`);
    // Whoever finds a withdrawn host reads why.
    reason.required = currentItems().some(isWithdrawal);
    if (currentItems().length === 0) handle.close();
  });

  /**
   * Rendered again only when the item or its preview changed. The focused checkbox keeps the focus.
   *
   * @param {HTMLElement} element
   * @param {Plan} item
   */
  function renderItem(element, item) {
    const known = previews.value.get(item.id);
    const seen = [item, known?.state, known?.preview, known?.problem];
    if (rendered.get(element)?.every((value, index) => value === seen[index])) return;
    const first = !element.querySelector("details");
    rendered.set(element, seen);
    const focusedBox = element.contains(focused()) ? focused().dataset.acknowledge : null;
    setAttribute(element, "data-verdict", previewStatus(item));
    const openDetails = [...detailsIn(element)].filter((part) => part.open).map((part) => part.dataset.keep);
    element.replaceChildren(...itemView(item));
    const single = items.length === 1;
    for (const part of detailsIn(element))
      part.open = openDetails.includes(part.dataset.keep) || (single && first && part.dataset.keep === "passed");
    if (focusedBox) {
      const box = element.querySelector(`[data-acknowledge="${CSS.escape(focusedBox)}"]`);
      if (box instanceof HTMLElement) box.focus();
    }
  }

  /** @param {SubmitEvent} event */
  async function submit(event) {
    event.preventDefault();
    const sendable = ready();
    if (sending || sendable.length === 0) return;
    sending = true;
    render();
    const outcome = await commit(sendable, reason.value.trim(), when?.times() ?? null, anyway.checked);
    sending = false;
    render();
    const { text, good } = outcomeSummary(outcome);
    (good ? notifySuccess : notifyError)(
      text,
      outcome.reserved > 0
        ? { label: "Show", run: () => navigate("/reservations") }
        : outcome.waiting > 0
          ? { label: "Show", run: () => navigate("/approvals?state=PENDING") }
          : undefined,
    );
    if (good && outcome.accepted > 0) openPanel("activity");
    if (outcome.accepted + outcome.waiting + outcome.reserved === sendable.length && currentItems().length > 0) handle.close();
  }

  const handle = openDialog({
    title: items.length === 1 ? "Review and commit" : `Review ${items.length} plans`,
    size: "lg",
    body: list,
    footer: () => form,
    closed: () => unsubscribe(),
  });
  const unsubscribe = combineCleanups(cart.subscribe(render), previews.subscribe(render), render.cancel, balance.stop);
  render();
  reason.focus();
}

/** @param {HTMLElement} element */
const detailsIn = (element) => element.querySelectorAll("details");
