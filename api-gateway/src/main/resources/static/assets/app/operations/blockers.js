// @ts-check
// Who keeps a host from being empty, while an operation waits for that.
import { dataTable } from "../core/data-table.js";
import { h } from "../core/dom.js";
import { count, formatAge, formatDateTime, humanize } from "../core/format.js";

/** @import { Operation } from "#api" */

/** @typedef {{ id: string, name: string, text: string, project?: string, since?: string }} Blocker since: when the server was created */
/** @typedef {{ tenants?: Blocker[], count?: number }} Blockers */

/**
 * What the worker saw when it last looked; null if nothing is waited for.
 *
 * @param {Pick<Operation, "open" | "facts">} operation
 * @returns {Required<Blockers> | null}
 */
export function blockersOf({ open, facts }) {
  const { tenants = [], count: all = tenants.length } = /** @type {{ blocked_by?: Blockers }} */ (facts ?? {}).blocked_by ?? {};
  return open && tenants.length > 0 ? { tenants, count: all } : null;
}

/** @param {Required<Blockers>} blockers */
export function blockerTable({ tenants, count: all }) {
  return h(
    "section",
    { class: "blockers" },
    h("h2", {}, `Still on the host: ${count(all, "tenant")}`),
    h(
      "p",
      { class: "dim" },
      "No new VM starts there. VMs are not moved away: live migration is not offered for passed-through GPUs.",
    ),
    dataTable("Tenants that are waited for", ["Name and id", "Project", "Why", "Created"], tenants.map(row)),
    all > tenants.length ? h("p", { class: "dim" }, `${all - tenants.length} more are not listed.`) : null,
  );
}

/** @param {Blocker} blocker */
const row = ({ id, name, project, text, since }) =>
  h(
    "tr",
    {},
    h("th", { scope: "row" }, name, name === id ? null : h("span", { class: "vm-id mono" }, id)),
    h("td", {}, project ?? ""),
    h("td", {}, text === text.toUpperCase() ? humanize(text) : text),
    h("td", { title: since ? formatDateTime(since) : null }, since ? `${formatAge(since)} ago` : ""),
  );
