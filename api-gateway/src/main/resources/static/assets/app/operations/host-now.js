// @ts-check
// What is known of a host right now, for whoever decides about it: only what was read, and when.
import { timeElement } from "../core/time-element.js";
import { h } from "../core/dom.js";
import { get, problemText, withQuery } from "../core/api.js";
import { count, humanize, sentenceCase } from "../core/format.js";

/** @import { HostNow } from "#api" */

/** What was read of hosts, by name; a text if it could not be read. @type {Map<string, HostNow | string>} */
const readings = new Map();

/**
 * @param {string} host
 * @param {string | null | undefined} read when a worker read it last
 * @param {() => void} changed called once it was read now
 */
export function hostNow(host, read, changed) {
  const known = readings.get(host);
  /** @type {HTMLButtonElement} */
  const button = h(
    "button",
    {
      type: "button",
      class: "btn btn-sm btn-outline-secondary",
      "aria-label": `Read ${host} now`,
      onclick: async () => {
        button.disabled = true;
        readings.set(host, await readHost(host));
        changed();
      },
    },
    "Read now",
  );
  return h(
    "div",
    { class: "host-now" },
    known === undefined
      ? h("p", {}, read ? ["The worker read it last ", timeElement(read), "."] : "Not read since it is stuck.")
      : typeof known === "string"
        ? h("p", { class: "host-unread" }, known)
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
