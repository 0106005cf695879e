// The last look before anything is sent: every plan with its checks and commands, one reason, one button.
import { h, keyed, mark, say } from "../core/dom.js";
import { all, drawing } from "../core/cell.js";
import { count } from "../core/format.js";
import { openDialog } from "../core/dialog.js";
import { complain, succeed } from "../shell/notices.js";
import { cart } from "./cart.js";
import { itemView } from "./item-view.js";
import { openPanel } from "./panel-tab.js";
import { askAgain, previews, standing } from "./previews.js";
import { commit } from "./send.js";

const LONGEST_REASON = 2000;

export function openReview(items) {
  const hosts = new Set(items.map((item) => item.host));
  const now = () => cart.value.filter((item) => hosts.has(item.host));
  const ready = () => now().filter((item) => item.unknown || standing(item) === "allowed");
  askAgain([...hosts]);

  const list = h("ul", { class: "review" });
  const reason = h("input", {
    class: "form-control",
    id: "reason",
    maxlength: LONGEST_REASON,
    placeholder: "Why? It goes into the history",
    autocomplete: "off",
    "aria-label": "Reason",
  });
  const send = h("button", { type: "submit", class: "btn btn-primary" });
  const note = h("span", { class: "review-note", role: "status" });
  const form = h("form", { class: "review-form", onsubmit: submit }, reason, note, send);
  let sending = false;

  const draw = drawing(() => {
    keyed(list, now(), { key: (item) => item.host, create: () => h("li", {}), update: show });
    const left = now().length - ready().length;
    send.disabled = sending || ready().length === 0;
    say(send, sending ? "Sending …" : `Send ${count(ready().length, "operation")}`);
    say(note, sending || left === 0 ? "" : `${left} not ready, ${left === 1 ? "it stays" : "they stay"} in the cart`);
    if (now().length === 0) handle.close();
  });

  /** Drawn anew when something about it has changed; the box that somebody has just ticked keeps the focus. */
  function show(element, item) {
    const known = previews.value.get(item.id);
    const seen = [item, known?.state, known?.preview, known?.problem];
    if (element.seen?.every((value, index) => value === seen[index])) return;
    const first = !element.querySelector("details");
    element.seen = seen;
    const focused = element.contains(document.activeElement) ? document.activeElement.dataset.yes : null;
    mark(element, "data-verdict", standing(item));
    const unfolded = [...element.querySelectorAll("details[open]")].map((part) => part.dataset.keep);
    element.replaceChildren(...itemView(item).filter(Boolean));
    const single = items.length === 1;
    for (const part of element.querySelectorAll("details"))
      part.open = unfolded.includes(part.dataset.keep) || (single && first && part.dataset.keep === "passed");
    if (focused) element.querySelector(`[data-yes="${CSS.escape(focused)}"]`)?.focus();
  }

  async function submit(event) {
    event.preventDefault();
    const going = ready();
    if (sending || going.length === 0) return;
    sending = true;
    draw();
    const outcome = await commit(going, reason.value.trim());
    sending = false;
    draw();
    tell(outcome);
    if (outcome.accepted === going.length && now().length > 0) handle.close();
  }

  /** Of every plan that was sent, what became of it, in one sentence. */
  function tell({ accepted, refused, unknown }) {
    const parts = [
      accepted > 0 && `${count(accepted, "operation")} accepted`,
      refused > 0 && `${refused} refused`,
      unknown > 0 && `${unknown} without an answer`,
    ].filter(Boolean);
    const left = refused + unknown > 0 ? `; the cart tells why.` : ".";
    (left === "." ? succeed : complain)(parts.join(", ") + left);
    if (accepted > 0 && left === ".") openPanel("activity");
  }

  const handle = openDialog({
    title: items.length === 1 ? "Review and commit" : `Review ${items.length} plans`,
    size: "lg",
    body: list,
    footer: () => form,
    closed: () => stop(),
  });
  const stop = all(cart.watch(draw), previews.watch(draw), draw.cancel);
  draw();
  reason.focus();
}
