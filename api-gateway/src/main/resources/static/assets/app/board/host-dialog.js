// One host: what is known about it, and the VMs on it, as the snapshot has them.
import { h } from "../core/dom.js";
import { openDialog } from "../core/dialog.js";
import { get } from "../core/api.js";
import { age, exact, words } from "../core/format.js";
import { safeLink } from "./card.js";

export function openHost(name, host, closed) {
  const rows = h("div", { class: "vm-rows" }, h("p", { class: "state-loading", role: "status" }, "Reading its VMs …"));
  const handle = openDialog({ title: name, size: "lg", closed, body: h("div", {}, host ? facts(host) : null, rows) });
  handle.dialog.dataset.host = name;
  get(`/api/host-vms/${encodeURIComponent(name)}`)
    .then((answer) =>
      rows.replaceChildren(answer.vms.length > 0 ? table(answer) : h("p", { class: "state-note" }, "No VM runs on this host.")),
    )
    .catch((problem) => rows.replaceChildren(h("p", { class: "state-note state-bad", role: "alert" }, problem.message)));
}

function facts(host) {
  const netbox = safeLink(host.netbox_url);
  return h(
    "dl",
    { class: "facts" },
    ...[
      ["State", [words(host.status), ...(host.reasons ?? []).map((reason) => ` · ${reason.text}`)]],
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

function compute(service) {
  if (!service) return null;
  const state = `${service.enabled ? "enabled" : "disabled"}, ${service.up ? "up" : "down"}`;
  return service.disabled_reason ? `${state} · ${service.disabled_reason}` : state;
}

function table({ vms }) {
  const head = ["Name", "Flavor", "GPUs", "Status", "Project", "Created", "Id"];
  return h(
    "table",
    { class: "grid-table" },
    h("thead", {}, h("tr", {}, ...head.map((title) => h("th", { scope: "col" }, title)))),
    h(
      "tbody",
      {},
      ...vms.map((vm) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, vm.name),
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
          h("td", { class: "mono dim" }, vm.id),
        ),
      ),
    ),
  );
}
