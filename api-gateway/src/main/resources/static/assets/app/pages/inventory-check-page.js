// @ts-check
// /inventory-check : NetBox against the pools, what is in one and not in the other. Read anew with each snapshot.
import { dataTable } from "../core/data-table.js";
import { h } from "../core/dom.js";
import { get, isAborted } from "../core/api.js";
import { route } from "../core/router.js";
import { count, formatDateTime } from "../core/format.js";
import { safeLink } from "../board/card.js";
import { snapshot, sourceError } from "../fleet/snapshot.js";
import { failureNote, loadingNote } from "../shell/failure.js";

/** @import { Child } from "../core/dom.js" */
/** @import { DeviceOnly, HostOnly, InPools, InventoryCheck } from "#api" */

/** More rows are not shown: whoever has more differences than this has one cause. */
const MOST_ROWS = 500;

route(/^\/inventory-check\/?$/, "Inventory check", open);

/** @param {HTMLElement} root */
function open(root) {
  /** @type {AbortController | null} */
  let request = null;
  const state = h("div", { class: "page-state" }, loadingNote());
  const body = h("div");
  root.append(
    h(
      "div",
      { class: "page" },
      h("h1", { class: "page-title" }, "Inventory check"),
      h("p", { class: "page-note" }, "NetBox against the pools, as both were read last: what is in one and not in the other."),
      state,
      body,
    ),
  );

  async function load() {
    request?.abort();
    const own = (request = new AbortController());
    try {
      /** @type {InventoryCheck} */
      const check = await get("/api/inventory-check", { signal: own.signal });
      state.replaceChildren();
      body.replaceChildren(...contentOf(check));
    } catch (problem) {
      // What was read before stays.
      if (!isAborted(problem)) state.replaceChildren(failureNote("The check could not be read.", problem, load));
    }
  }

  load();
  const stop = snapshot.subscribe(load);
  return {
    close() {
      request?.abort();
      stop();
    },
  };
}

/** @param {InventoryCheck} check */
function contentOf(check) {
  const { only_in_netbox: devices, only_in_columns: hosts, in_several_pools: several } = check;
  const agree = devices.length + hosts.length + several.length === 0;
  return [
    ...sourceNote(check),
    h(
      "dl",
      { class: "facts check-facts" },
      fact("Devices in NetBox", check.netbox_total),
      fact("Hosts here", check.columns_total),
      fact("In both", check.in_both),
      fact("Difference", check.difference),
    ),
    agree && check.netbox_total !== undefined
      ? h("p", { class: "state-note", role: "status" }, "NetBox and the pools agree.")
      : "",
    part("Only in NetBox", ["Device", "Status", "Tenant", "Site", "Rack", "In Nova"], devices, deviceRow),
    part("Only in the pools", ["Host", "Pool", "GPU type", "Status"], hosts, hostRow),
    part("In several pools", ["Host", "Pools"], several, severalRow),
  ];
}

/**
 * @param {string} title
 * @param {number | undefined} value undefined: NetBox was never read
 */
const fact = (title, value) =>
  h("div", {}, h("dt", {}, title), h("dd", {}, value === undefined ? "not known" : value.toLocaleString("en")));

/**
 * How far NetBox's word can be believed.
 *
 * @param {InventoryCheck} check
 * @returns {HTMLElement[]}
 */
function sourceNote({ netbox }) {
  if (!netbox || netbox.state === "OFF")
    return [note("NetBox is not set up here, so nothing can be compared. Hosts in several pools are shown all the same.")];
  if (!netbox.read_at) return [note("NetBox has not been read yet.")];
  if (netbox.state === "STALE")
    return [note(`NetBox was last read at ${formatDateTime(netbox.read_at)}: ${sourceError(netbox)}. This may be out of date.`)];
  return [h("p", { class: "page-note" }, `NetBox was read at ${formatDateTime(netbox.read_at)}.`)];
}

/** @param {string} text */
const note = (text) => h("p", { class: "banner", role: "status" }, text);

/**
 * A table with its heading; nothing if it has no rows.
 *
 * @template T
 * @param {string} title
 * @param {string[]} head
 * @param {T[]} all
 * @param {(item: T) => HTMLElement} row
 */
function part(title, head, all, row) {
  if (all.length === 0) return "";
  const left = all.length - MOST_ROWS;
  return h(
    "section",
    { class: "check-part" },
    h("h2", { class: "part-title" }, `${title} (${all.length.toLocaleString("en")})`),
    dataTable(title, head, all.slice(0, MOST_ROWS).map(row)),
    left > 0 ? h("p", { class: "page-note" }, `${count(left, "more row")} in the answer of GET /api/inventory-check.`) : null,
  );
}

/**
 * @param {Child} name
 * @param {Child[]} cells
 */
const tableRow = (name, ...cells) => h("tr", {}, h("th", { scope: "row" }, name), ...cells.map((cell) => h("td", {}, cell)));

/** @param {DeviceOnly} device */
function deviceRow({ name, status, tenant, site, rack, netbox_url: url, in_nova: inNova }) {
  const address = safeLink(url);
  const link = address ? h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, name) : name;
  return tableRow(link, status, tenant, site, rack, inNova ? "yes, in no pool" : "no");
}

/** @param {string} host */
const hostLink = (host) => h("a", { href: `/search?q=${encodeURIComponent(host)}` }, host);

/** @param {HostOnly} host */
const hostRow = ({ hostname, aggregate, gpu_type: type, status }) =>
  tableRow(hostLink(hostname), aggregate ?? "in no pool", type, status.toLowerCase().replaceAll("_", " "));

/** @param {InPools} host */
const severalRow = ({ hostname, aggregates }) => tableRow(hostLink(hostname), aggregates.join(", "));
