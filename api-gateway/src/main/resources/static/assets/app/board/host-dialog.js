// @ts-check
// The details of one host: facts, open operation and VMs, from the snapshot.
import { dataTable } from "../core/data-table.js";
import { h } from "../core/dom.js";
import { openDialog } from "../core/dialog.js";
import { asError, get } from "../core/api.js";
import { combineCleanups } from "../core/signal.js";
import { formatAge, formatDateTime, formatTime, humanize, withShownTimes } from "../core/format.js";
import { fleet } from "../fleet/fleet.js";
import { linkElements, links } from "../links/links.js";
import { openByHost } from "../operations/operation-store.js";
import { decisionButtons } from "../reservations/reservation-dialogs.js";
import { byHost, reservations } from "../reservations/reservation-store.js";
import { legText, openLeg } from "../reservations/reservation-text.js";
import { stateLabel, tone } from "../operations/progress.js";
import { workflowTitle } from "../operations/workflows.js";
import { openRetire } from "../launch/retire-dialog.js";
import { canLaunch } from "../shell/session.js";
import { hostValues, vmValues } from "../links/link-values.js";
import { hiddenTenants, safeLink, withdrawnText } from "./card.js";

/** @import { Host, HostCompute, HostDrift, HostVms, Reservation, Vm } from "#api" */
/** @import { Child } from "../core/dom.js" */
/** @import { KnownOperation } from "../operations/merging.js" */

/**
 * @param {string} name
 * @param {() => void} closed
 */
export function openHost(name, closed) {
  const factsElement = h("div", {});
  const vmRows = h("div", { class: "vm-rows" }, h("p", { class: "state-loading", role: "status" }, "Reading its VMs …"));
  let renderedState = "";

  /** The host may be loaded after the dialog opened, and change while it is open. */
  function render() {
    const host = hostOf(name);
    const operation = openByHost.value.get(name);
    const reserved = byHost(reservations.value).get(name) ?? [];
    const now = JSON.stringify([host, operation, reserved, links.value]);
    if (now === renderedState) return;
    renderedState = now;
    factsElement.replaceChildren(...(host ? [facts(host, operation, reserved)] : []));
    renderVms();
  }

  /** @type {HostVms | null} */
  let answer = null;

  /** Again when what their links need has come. */
  function renderVms() {
    if (!answer) return;
    vmRows.replaceChildren(
      answer.vms.length > 0 ? table(answer, hostOf(name)) : h("p", { class: "state-note" }, "No VM runs on this host."),
      ...(canLaunch() && answer.vms.some((vm) => vm.name === name) ? [retireButton()] : []),
    );
  }

  const stop = combineCleanups(
    fleet.subscribe(render),
    openByHost.subscribe(render),
    reservations.subscribe(render),
    links.subscribe(render),
  );
  const handle = openDialog({
    title: name,
    size: "lg",
    closed: () => {
      stop();
      closed();
    },
    body: h("div", {}, factsElement, vmRows),
  });
  /** A launch gives its VM the name of its host. */
  const retireButton = () =>
    h(
      "button",
      {
        type: "button",
        class: "btn btn-outline-secondary",
        onclick: () => {
          handle.close();
          openRetire(name);
        },
      },
      "Retire RunPod VM …",
    );
  handle.dialog.dataset.host = name;
  render();
  /** @type {Promise<HostVms>} */
  const vms = get(`/api/host-vms/${encodeURIComponent(name)}`);
  vms
    .then((read) => {
      answer = read;
      renderVms();
    })
    .catch((problem) =>
      vmRows.replaceChildren(h("p", { class: "state-note state-bad", role: "alert" }, asError(problem).message)),
    );
  return handle;
}

/** @param {string} name */
const hostOf = (name) =>
  [...fleet.value.pools, ...fleet.value.contracts]
    .flatMap((pool) => [...pool.hosts, ...(pool.arriving ?? [])])
    .concat(fleet.value.outOfStock)
    .find((host) => host.hostname === name);

/**
 * @param {Host} host
 * @param {KnownOperation | undefined} operation
 * @param {Reservation[]} reserved
 */
function facts(host, operation, reserved) {
  const netbox = safeLink(host.netbox_url);
  return h(
    "dl",
    { class: "facts" },
    .../** @type {Array<[string, Child]>} */ ([
      ["Under way", host.moving && `${host.moving.from ? `from ${host.moving.from} ` : ""}to ${host.moving.to}`],
      ["State", [humanize(host.status), ...host.reasons.map((reason) => ` · ${reason.text}`)]],
      ["Not listed", hiddenTenants(host).length > 0 && hiddenTenants(host).map((line) => h("p", { class: "facts-note" }, line))],
      ["Operation", operation && operationFact(operation)],
      ["To come", reserved.length > 0 && reserved.map(reservationFact)],
      ["Drift", host.drift && driftFact(host.drift)],
      [
        "Withdrawn",
        host.withdrawn && [
          `${withdrawnText(host.withdrawn)} `,
          h("a", { href: `/operations/${host.withdrawn.operation}` }, "its withdrawal"),
        ],
      ],
      ["Pool", host.aggregates.join(", ") || "none"],
      [
        "GPUs",
        [
          `${host.gpu_used} of ${host.gpu_capacity} used${host.gpu_type ? ` · ${host.gpu_type}` : ""}`,
          host.gpu_note ? h("p", { class: "facts-note" }, host.gpu_note) : null,
        ],
      ],
      ["NVLink", host.nvlinks === undefined ? "unknown" : host.nvlinks ? "yes" : "no"],
      ["Tenant", host.tenant],
      ["Owner", host.owner_group],
      ["Place", [host.site, host.rack].filter(Boolean).join(" · ")],
      ["Zone", host.availability_zone],
      ["Compute", computeFact(host.compute)],
      [
        "NetBox",
        netbox
          ? h("a", { href: netbox, target: "_blank", rel: "noopener noreferrer" }, host.netbox_status ?? "open")
          : host.netbox_status,
      ],
      ["Links", spaced(linkElements("HOST", hostValues(host)))],
    ])
      .filter(([, value]) => value && !(Array.isArray(value) && value.length === 0))
      .map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
  );
}

/** @param {KnownOperation} operation */
const operationFact = (operation) => [
  h("a", { href: `/operations/${operation.id}` }, `${workflowTitle(operation.kind)}: ${stateLabel(operation)}`),
  operation.cause ? h("p", { class: "facts-note", data: { tone: tone(operation) } }, withShownTimes(operation.cause)) : null,
];

/** @param {Reservation} reservation */
function reservationFact(reservation) {
  const leg = openLeg(reservation) ?? reservation;
  return h(
    "div",
    { class: "row-buttons", data: { reservation: reservation.id } },
    `${legText(leg)}, ${formatDateTime(leg.begins_at)}, by ${reservation.requested_by} `,
    leg.state === "ASKING" ? h("span", { class: "state", data: { tone: "warn" } }, "needs a decision") : null,
    leg.cause ? h("p", { class: "facts-note" }, leg.cause) : null,
    ...decisionButtons(reservation),
  );
}

/** @param {HostDrift} drift */
const driftFact = ({ operation, expected, since }) => [
  `moved by someone else: ${expected} was expected since ${formatTime(since)} `,
  h("a", { href: `/operations/${operation}` }, "its last operation"),
];

/** @param {HostCompute | undefined} service */
function computeFact(service) {
  if (!service) return null;
  const state = `${service.enabled ? "enabled" : "disabled"}, ${service.up ? "up" : "down"}`;
  return service.disabled_reason ? `${state} · ${service.disabled_reason}` : state;
}

/**
 * @param {HostVms} answer
 * @param {Host | undefined} host undefined while it is not loaded
 */
function table({ vms, hostname }, host) {
  const rows = vms.map((vm) => ({ vm, ways: linkElements("VM", vmValues(vm, hostname, host)) }));
  const linked = rows.some(({ ways }) => ways.length > 0);
  const head = [
    "Name and id",
    "Flavor",
    { text: "GPUs", class: "num" },
    "Status",
    "Project",
    "Created",
    ...(linked ? ["Links"] : []),
  ];
  return dataTable(
    "VMs",
    head,
    rows.map(({ vm, ways }) => row(vm, linked ? ways : null)),
  );
}

/**
 * @param {Vm} vm
 * @param {HTMLElement[] | null} ways null without a column of links
 */
function row(vm, ways) {
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, vm.name, h("span", { class: "vm-id mono" }, vm.id)),
    h("td", {}, vm.flavor),
    h("td", { class: "num" }, vm.gpus ?? "?"),
    h(
      "td",
      {},
      h(
        "span",
        { class: "state", data: { tone: vm.status === "ACTIVE" ? "good" : vm.status === "ERROR" ? "bad" : "calm" } },
        humanize(vm.status),
      ),
    ),
    h("td", {}, vm.project ?? vm.project_id),
    h("td", { title: vm.created ? formatDateTime(vm.created) : null }, vm.created ? `${formatAge(vm.created)} ago` : ""),
    ways ? h("td", {}, ...spaced(ways)) : null,
  );
}

/** @param {HTMLElement[]} elements */
const spaced = (elements) => elements.flatMap((element, index) => (index > 0 ? [" · ", element] : [element]));
