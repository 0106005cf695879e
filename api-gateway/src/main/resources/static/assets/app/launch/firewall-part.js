// @ts-check
// Which VMs have a firewall, and which of its region lack it, as Hyperstack says when it is asked.
import { get, isAborted } from "../core/api.js";
import { dataTable } from "../core/data-table.js";
import { h } from "../core/dom.js";
import { count } from "../core/format.js";
import { combineCleanups } from "../core/signal.js";
import { onOperation, openByHost } from "../operations/operation-store.js";
import { failureNote, loadingNote } from "../shell/failure.js";
import { canLaunch, unavailableReason } from "../shell/session.js";
import { openAttachFirewall } from "./firewall-dialog.js";

/** @import { Firewall, LackingVm, Regions } from "#api" */

const KIND = "attach-firewall";
const NUMBER = { text: "Number", class: "num" };

export function firewallPart() {
  /** @type {AbortController | null} */
  let request = null;
  /** @type {Firewall | null} */
  let shown = null;
  const off = unavailableReason("launch");
  const choices = h("datalist", { id: "firewalls-of-regions" });
  /** @type {HTMLInputElement} */
  const number = h("input", {
    class: "form-control form-control-sm",
    type: "text",
    inputmode: "numeric",
    pattern: "[0-9]+",
    required: true,
    placeholder: "Number",
    list: choices.id,
    "aria-label": "Number of the firewall",
    style: { width: "130px" },
  });
  const answer = h("div", { class: "page-state" });
  const form = h(
    "form",
    {
      class: "filters",
      onsubmit: (event) => {
        event.preventDefault();
        read();
      },
    },
    number,
    choices,
    h("button", { type: "submit", class: "btn btn-sm btn-outline-secondary" }, "Read now"),
  );

  /** The firewalls of the regions are offered; any other number may be typed. */
  async function offer() {
    try {
      /** @type {Regions} */
      const { regions } = await get("/api/hyperstack/regions");
      const guarded = regions.filter((region) => region.firewall_id !== undefined);
      choices.replaceChildren(...guarded.map((region) => h("option", { value: String(region.firewall_id) }, region.region)));
    } catch {
      // The number can be typed.
    }
  }

  async function read() {
    request?.abort();
    const own = (request = new AbortController());
    answer.replaceChildren(loadingNote("Asking Hyperstack …"));
    try {
      shown = await get(`/api/hyperstack/firewalls/${encodeURIComponent(number.value.trim())}`, { signal: own.signal });
      render();
    } catch (problem) {
      if (isAborted(problem)) return;
      shown = null;
      answer.replaceChildren(failureNote("The firewall could not be read.", problem, read));
    }
  }

  function render() {
    if (shown) answer.replaceChildren(...firewallTables(shown));
  }

  if (!off) offer();
  return {
    element: h(
      "section",
      { class: "check-part" },
      h("h2", { class: "part-title" }, "Firewall"),
      h(
        "p",
        { class: "page-note" },
        off
          ? `Firewalls are Hyperstack's: ${off}.`
          : "Which VMs have a firewall, and which of its region lack it, as Hyperstack says now.",
      ),
      off ? null : form,
      answer,
    ),
    close: combineCleanups(
      openByHost.subscribe(render),
      onOperation(({ kind, open }) => kind === KIND && !open && shown && read()),
      () => request?.abort(),
    ),
  };
}

/** @param {Firewall} firewall */
function firewallTables(firewall) {
  const { id, name, environment } = firewall;
  const [attachments, missing, unread] = [firewall.attachments ?? [], firewall.missing ?? [], firewall.unread ?? []];
  const title = `${name} (${id})${environment ? ` in ${environment}` : ""}`;
  return [
    ...unread.map((sentence) =>
      h("div", { class: "banner", role: "status" }, `${sentence} A VM that lacks it may not be shown.`),
    ),
    missing.length === 0
      ? h("p", { class: "state-note", role: "status" }, whole({ regions: firewall.regions, unread }))
      : dataTable(
          `VMs that lack ${title}`,
          [count(missing.length, "VM lacks", "VMs lack").concat(" it"), NUMBER, "State", { text: "", label: "Attach" }],
          missing.map((vm) => missingRow(firewall, vm)),
        ),
    attachments.length === 0
      ? h("p", { class: "state-note", role: "status" }, `No VM has the firewall ${title}.`)
      : dataTable(
          title,
          [title, NUMBER, "Attachment"],
          attachments.map(({ vm_id: vm, name: of, status }) =>
            h(
              "tr",
              {},
              h("th", { scope: "row" }, of ?? "not listed"),
              h("td", { class: "num" }, String(vm)),
              h("td", {}, status ?? "not known"),
            ),
          ),
        ),
  ];
}

/**
 * Where no VM is known to lack it.
 *
 * @param {Pick<Firewall, "unread"> & { regions?: string[] }} firewall without regions from a gateway of an earlier release
 */
export function whole({ regions, unread }) {
  if (!regions) return "This gateway is of an earlier release and does not tell which VMs lack it.";
  return regions.length === 0
    ? "No region has this firewall, so no VM is known to lack it."
    : `Every VM ${unread.length === 0 ? "" : "that was read "}with the name of a host of ${regions.join(", ")} has it.`;
}

/**
 * @param {Firewall} firewall
 * @param {LackingVm} vm
 */
function missingRow(firewall, vm) {
  const held = openByHost.value.get(vm.name);
  return h(
    "tr",
    { data: { tone: "warn" } },
    h("th", { scope: "row" }, vm.name),
    h("td", { class: "num" }, String(vm.vm_id)),
    h("td", {}, vm.status ?? "not known"),
    h(
      "td",
      { class: "row-actions" },
      held
        ? h("a", { href: `/operations/${held.id}` }, held.kind === KIND ? "Being attached" : "Held by an operation")
        : canLaunch()
          ? h(
              "button",
              {
                type: "button",
                class: "btn btn-sm btn-outline-secondary",
                "aria-label": `Attach the firewall to ${vm.name}`,
                onclick: () => openAttachFirewall(firewall, vm),
              },
              "Attach …",
            )
          : null,
    ),
  );
}
