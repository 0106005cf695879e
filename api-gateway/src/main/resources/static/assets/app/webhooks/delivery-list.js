// @ts-check
// The log of deliveries of one webhook.
import { post } from "../core/api.js";
import { dataTable } from "../core/data-table.js";
import { h } from "../core/dom.js";
import { timeElement } from "../core/time-element.js";
import { cursorList } from "../shell/cursor-list.js";
import { notifyInfo, notifyProblem } from "../shell/notices.js";
import { webhookAddress } from "./webhook-store.js";
import { answerText, deliveryState } from "./webhook-text.js";

/** @import { Delivery } from "#api" */

const HEAD = ["Written", "What", "State", "Attempts", "Took", "Answer", ""];

/** @param {string} name of the webhook */
export function deliveryList(name) {
  const body = h("tbody");
  const rows = cursorList({
    path: webhookAddress(name, "/deliveries"),
    pageSize: 20,
    list: body,
    row,
    empty: () => "Nothing was sent to it within the time of its log.",
  });
  const element = h("div", { class: "webhook-log" }, dataTable(`Deliveries of ${name}`, HEAD, body), rows.note, rows.more);

  /** @param {Delivery} delivery */
  async function again(delivery) {
    try {
      /** @type {Delivery} */
      const sent = await post(webhookAddress(name, `/deliveries/${delivery.id}/redeliver`));
      notifyInfo(`${delivery.title}: ${deliveryState(sent).text.toLowerCase()}. ${answerText(sent)}`);
    } catch (problem) {
      notifyProblem(problem, "It was not sent again");
    }
    rows.load();
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

  rows.load();
  return { element, load: rows.load };
}
