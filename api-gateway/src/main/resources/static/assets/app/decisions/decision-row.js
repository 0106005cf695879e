// @ts-check
// One staged decision: the host, why it stands, what is to be done, what that calls, and what is known of the host.
import { timeElement } from "../core/time-element.js";
import { h } from "../core/dom.js";
import { get, problemText, withQuery } from "../core/api.js";
import { count, humanize, sentenceCase, withShownTimes } from "../core/format.js";
import { workflowTitle } from "../operations/workflows.js";
import { callsText } from "./compare.js";
import { choose, unstage } from "./staged.js";

/** @import { HostNow } from "#api" */
/** @import { Row } from "./compare.js" */

/** What was read of hosts for this page, by name; a text if it could not be read. @type {Map<string, HostNow | string>} */
const readings = new Map();

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
    h("td", {}, hostNow(row, changed)),
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
 * @param {Row} row
 * @param {() => void} changed
 */
function hostNow({ item, offers }, changed) {
  const read = offers.find((offer) => offer.read_at)?.read_at;
  const known = readings.get(item.host);
  /** @type {HTMLButtonElement} */
  const button = h(
    "button",
    {
      type: "button",
      class: "btn btn-sm btn-outline-secondary",
      "aria-label": `Read ${item.host} now`,
      onclick: async () => {
        button.disabled = true;
        readings.set(item.host, await readHost(item.host));
        changed();
      },
    },
    "Read now",
  );
  return h(
    "div",
    { class: "decision-host" },
    known === undefined
      ? h("p", {}, read ? ["The worker read it last ", timeElement(read), "."] : "Not read since it is stuck.")
      : typeof known === "string"
        ? h("p", { class: "decision-left" }, known)
        : readingText(known),
    button,
  );
}

/** @param {string} host */
async function readHost(host) {
  try {
    /** @type {HostNow} */
    const answer = await get(withQuery("/api/openstack/host", { host }));
    return answer;
  } catch (problem) {
    return problemText(problem);
  }
}

/** @param {HostNow} seen */
function readingText({ aggregates, service, servers, hidden, unread, read_at: at }) {
  const where = aggregates.length > 0 ? `in ${aggregates.join(" and ")}` : "in no aggregate";
  const state = !service
    ? "it has no compute service"
    : !service.known
      ? "its cell cannot be reached"
      : `service ${service.enabled ? "enabled" : "disabled"} and ${service.up ? "up" : "down"}`;
  const tenants = [count(servers, "server"), hidden > 0 ? `${hidden} hidden` : ""].filter(Boolean).join(", ");
  return h(
    "p",
    {},
    `${sentenceCase(where)}; ${state}; ${tenants}`,
    unread.length > 0 ? `; could not be read: ${unread.map(humanize).join(", ")}` : "",
    ". Read ",
    timeElement(at),
    ".",
  );
}
