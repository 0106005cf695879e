// One host: what is known about it, what holds it, and the VMs on it, as the snapshot has them.
import { h } from "../core/dom.js";
import { openDialog } from "../core/dialog.js";
import { get } from "../core/api.js";
import { all } from "../core/cell.js";
import { age, exact, moment, words } from "../core/format.js";
import { fleet } from "../fleet/fleet.js";
import { holding } from "../operations/live.js";
import { doing, tone } from "../operations/plans.js";
import { hiddenTenants, safeLink } from "./card.js";

export function openHost(name, closed) {
  const about = h("div", {});
  const rows = h("div", { class: "vm-rows" }, h("p", { class: "state-loading", role: "status" }, "Reading its VMs …"));
  let drawn = null;

  /** Its row may come after the dialog, and change under it. */
  function draw() {
    const host = hostOf(name);
    const operation = holding.value.get(name);
    const now = JSON.stringify([host, operation]);
    if (now === drawn) return;
    drawn = now;
    about.replaceChildren(...(host ? [facts(host, operation)] : []));
  }

  const stop = all(fleet.watch(draw), holding.watch(draw));
  const handle = openDialog({
    title: name,
    size: "lg",
    closed: () => {
      stop();
      closed();
    },
    body: h("div", {}, about, rows),
  });
  handle.dialog.dataset.host = name;
  draw();
  get(`/api/host-vms/${encodeURIComponent(name)}`)
    .then((answer) =>
      rows.replaceChildren(answer.vms.length > 0 ? table(answer) : h("p", { class: "state-note" }, "No VM runs on this host.")),
    )
    .catch((problem) => rows.replaceChildren(h("p", { class: "state-note state-bad", role: "alert" }, problem.message)));
  return handle;
}

const hostOf = (name) =>
  [...fleet.value.pools, ...fleet.value.contracts]
    .flatMap((pool) => [...pool.hosts, ...(pool.arriving ?? [])])
    .concat(fleet.value.outOfStock)
    .find((host) => host.hostname === name);

function facts(host, operation) {
  const netbox = safeLink(host.netbox_url);
  return h(
    "dl",
    { class: "facts" },
    ...[
      ["Under way", host.moving && `from ${host.moving.from} to ${host.moving.to}`],
      ["State", [words(host.status), ...(host.reasons ?? []).map((reason) => ` · ${reason.text}`)]],
      ["Not listed", hiddenTenants(host).length > 0 && hiddenTenants(host).map((line) => h("p", { class: "facts-note" }, line))],
      ["Operation", operation && held(operation)],
      ["Drift", host.drift && drift(host.drift)],
      ["Pool", host.aggregates?.join(", ") || "none"],
      ["GPUs", `${host.gpu_used} of ${host.gpu_capacity} used${host.gpu_type ? ` · ${host.gpu_type}` : ""}`],
      ["NVLink", host.nvlinks === undefined ? "unknown" : host.nvlinks ? "yes" : "no"],
      ["Tenant", host.tenant],
      ["Owner", host.owner_group],
      ["Place", [host.site, host.rack].filter(Boolean).join(" · ")],
      ["Zone", host.availability_zone],
      ["Compute", compute(host.compute)],
      [
        "NetBox",
        netbox
          ? h("a", { href: netbox, target: "_blank", rel: "noopener noreferrer" }, host.netbox_status ?? "open")
          : host.netbox_status,
      ],
    ]
      .filter(([, value]) => value)
      .map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
  );
}

const held = (operation) => [
  h("a", { href: `/operations/${operation.id}` }, `${words(operation.kind)}: ${doing(operation)}`),
  operation.cause ? h("p", { class: "facts-note", data: { tone: tone(operation) } }, operation.cause) : null,
];

const drift = ({ operation, expected, since }) => [
  `moved by someone else: ${expected} was expected since ${moment(since)} `,
  h("a", { href: `/operations/${operation}` }, "its last operation"),
];

function compute(service) {
  if (!service) return null;
  const state = `${service.enabled ? "enabled" : "disabled"}, ${service.up ? "up" : "down"}`;
  return service.disabled_reason ? `${state} · ${service.disabled_reason}` : state;
}

function table({ vms }) {
  const head = ["Name and id", "Flavor", "GPUs", "Status", "Project", "Created"];
  return h(
    "div",
    { class: "table-frame", tabindex: "0", role: "group", "aria-label": "VMs" },
    h(
      "table",
      { class: "grid-table" },
      h("thead", {}, h("tr", {}, ...head.map((title) => h("th", { scope: "col", class: title === "GPUs" ? "num" : null }, title)))),
      h("tbody", {}, ...vms.map(row)),
    ),
  );
}

function row(vm) {
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
        words(vm.status),
      ),
    ),
    h("td", {}, vm.project ?? vm.project_id),
    h("td", { title: vm.created ? exact(vm.created) : null }, vm.created ? `${age(vm.created)} ago` : ""),
  );
}
