// @ts-check
// The log of deliveries of one webhook.
import { get, post, withQuery } from "../core/api.js";
import { h } from "../core/dom.js";
import { timeElement } from "../core/time-element.js";
import { failureNote } from "../shell/failure.js";
import { notifyInfo, notifyProblem } from "../shell/notices.js";
import { webhookAddress } from "./webhook-store.js";
import { answerText, deliveryState } from "./webhook-text.js";

/** @import { Delivery, DeliveryPage } from "#api" */

const HEAD = ["Written", "What", "State", "Attempts", "Took", "Answer", ""];

/** @param {string} name of the webhook */
export function deliveryList(name) {
  const body = h("tbody");
  const note = h("div", { class: "page-state" });
  const more = h("div", { class: "page-more" });
  const element = h(
    "div",
    { class: "webhook-log" },
    h(
      "div",
      { class: "table-frame" },
      h(
        "table",
        { class: "grid-table", "aria-label": `Deliveries of ${name}` },
        h("thead", {}, h("tr", {}, ...HEAD.map((title) => h("th", { scope: "col" }, title)))),
        body,
      ),
    ),
    note,
    more,
  );

  /** @param {string} [cursor] */
  async function load(cursor) {
    try {
      /** @type {DeliveryPage} */
      const page = await get(withQuery(webhookAddress(name, "/deliveries"), { limit: 20, cursor }));
      if (!cursor) body.replaceChildren();
      body.append(...page.items.map(row));
      note.replaceChildren(
        ...(body.children.length > 0
          ? []
          : [h("p", { class: "state-note" }, "Nothing was sent to it within the time of its log.")]),
      );
      more.replaceChildren(
        ...(page.next_cursor
          ? [
              h(
                "button",
                { type: "button", class: "btn btn-sm btn-outline-secondary", onclick: () => load(page.next_cursor) },
                "Older",
              ),
            ]
          : []),
      );
    } catch (problem) {
      note.replaceChildren(failureNote(null, problem, () => load()));
    }
  }

  /** @param {Delivery} delivery */
  async function again(delivery) {
    try {
      /** @type {Delivery} */
      const sent = await post(webhookAddress(name, `/deliveries/${delivery.id}/redeliver`));
      notifyInfo(`${delivery.title}: ${deliveryState(sent).text.toLowerCase()}. ${answerText(sent)}`);
    } catch (problem) {
      notifyProblem(problem, "It was not sent again");
    }
    load();
  }

  /** @param {Delivery} delivery */
  function row(delivery) {
    const state = deliveryState(delivery);
    return h(
      "tr",
      {},
      h("td", {}, timeElement(delivery.created_at)),
      h(
        "td",
        {},
        delivery.title,
        delivery.asked_by ? h("div", { class: "page-note" }, `asked for by ${delivery.asked_by}`) : null,
      ),
      h(
        "td",
        {},
        h("span", { class: "state", data: { tone: state.tone } }, state.text),
        delivery.due_at && delivery.attempts > 0 ? h("div", { class: "page-note" }, "from ", timeElement(delivery.due_at)) : null,
      ),
      h("td", {}, String(delivery.attempts)),
      h("td", {}, delivery.latency_ms === undefined ? "" : `${delivery.latency_ms}\u00a0ms`),
      h("td", { class: "entry-detail" }, answerText(delivery)),
      h(
        "td",
        { class: "row-actions" },
        delivery.state === "WAITING"
          ? null
          : h(
              "button",
              {
                type: "button",
                class: "btn-quiet",
                "aria-label": `Send again: ${delivery.title}`,
                onclick: () => again(delivery),
              },
              "Send again",
            ),
      ),
    );
  }

  load();
  return { element, load: () => load() };
}
