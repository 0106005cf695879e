// @ts-check
// One staged decision: the host, why it stands, what is to be done, what that calls, and what is known of the host.
import { timeElement } from "../core/time-element.js";
import { h } from "../core/dom.js";
import { sentenceCase, withShownTimes } from "../core/format.js";
import { hostNow } from "../operations/host-now.js";
import { workflowTitle } from "../operations/workflows.js";
import { callsText } from "./compare.js";
import { choose, unstage } from "./staged.js";

/** @import { Row } from "./compare.js" */

/**
 * The cells of its row.
 *
 * @param {Row} row
 * @param {() => void} changed called once a host was read
 */
export function decisionRow(row, changed) {
  const { item, now, status, why } = row;
  return [
    h(
      "th",
      { scope: "row" },
      h("a", { href: `/operations/${item.id}` }, item.host),
      h("div", { class: "decision-kind" }, workflowTitle(item.kind)),
    ),
    h(
      "td",
      {},
      h(
        "span",
        { class: "state", data: { tone: status === "left" ? "warn" : "attention" } },
        sentenceCase(now?.state ?? item.state),
      ),
      h("div", { class: "decision-since" }, "since ", timeElement(now?.entered_at ?? item.entered_at)),
      now?.cause ? h("p", { class: "decision-cause" }, withShownTimes(now.cause)) : null,
    ),
    h("td", {}, status === "left" || status === "unread" ? h("p", { class: "decision-left" }, withShownTimes(why)) : wayOut(row)),
    h("td", {}, hostNow(item.host, readAt(row), changed)),
    h(
      "td",
      { class: "decision-tools" },
      h(
        "button",
        { type: "button", class: "btn-quiet", "aria-label": `Take out ${item.host}`, onclick: () => unstage([item.id]) },
        "Take out",
      ),
    ),
  ];
}

/** @param {Row} row */
function wayOut({ item, offers, chosen, why }) {
  /** @type {HTMLSelectElement} */
  const select = h(
    "select",
    {
      class: "form-select form-select-sm",
      "aria-label": `What is to be done with ${item.host}`,
      onchange: () => choose([item.id], select.value || null),
    },
    h("option", { value: "" }, "Choose …"),
    ...offers.map((offer) =>
      h("option", { value: offer.action }, offer.recommended ? `${offer.caption} (recommended)` : offer.caption),
    ),
  );
  select.value = chosen?.action ?? "";
  const recommended = offers.find((offer) => offer.recommended);
  return [
    select,
    chosen
      ? h(
          "div",
          { class: "decision-effect" },
          h("p", {}, callsText(chosen), " ", chosen.end ? h("b", {}, `The host is then ${chosen.end}.`) : null),
          h("p", { class: "dim" }, chosen.effect),
        )
      : h("p", { class: "decision-left" }, why),
    recommended
      ? h("p", { class: "decision-advice" }, h("b", {}, `Recommended: ${recommended.caption}. `), recommended.reason ?? "")
      : null,
  ];
}

/**
 * When its worker read the host last, if it says so.
 *
 * @param {Row} row
 */
const readAt = ({ offers }) => offers.find((offer) => offer.read_at)?.read_at;
