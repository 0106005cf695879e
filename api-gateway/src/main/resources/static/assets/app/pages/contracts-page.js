// /contracts?show=A&show=B : contracts as a customer may see them. No owner, no tenant, no other pool, no navigation:
// made for a screen that is shared.
import { h, keyed, say } from "../core/dom.js";
import { all } from "../core/cell.js";
import { get } from "../core/api.js";
import { go, route } from "../core/router.js";
import { count, words } from "../core/format.js";
import { contractName } from "../fleet/pools.js";
import { snapshot, UNCLASSIFIED } from "../fleet/fleet.js";

const VM_READS_AT_ONCE = 4;
const SIDES = 2;

route(/^\/contracts\/?$/, "Contracts", open);

function open(root, first) {
  let shown = [];
  let contracts = null;
  const vms = new Map();
  const choices = Array.from({ length: SIDES }, (_, side) =>
    h("select", {
      class: "form-select form-select-sm",
      "aria-label": side === 0 ? "Contract" : "Second contract",
      onchange: choose,
    }),
  );
  const frame = h("div", { class: "contract-cols" });
  const state = h("div", { class: "page-state" });
  root.append(
    h(
      "div",
      { class: "page contract-page" },
      h(
        "div",
        { class: "filters" },
        h("h1", { class: "page-title" }, "Contracts"),
        ...choices,
        h("a", { class: "btn-quiet filters-end", href: "/board" }, "Leave this view"),
      ),
      state,
      frame,
    ),
  );

  async function read() {
    try {
      const { gpu_types: types = [] } = await get("/api/gpu-types");
      const answers = await Promise.all(
        [...types.map((type) => type.gpu_type), UNCLASSIFIED].map((type) =>
          get(`/api/contract-aggregates/${encodeURIComponent(type)}`).catch(() => null),
        ),
      );
      contracts = answers
        .flatMap((answer) => answer?.pools ?? [])
        .sort((a, b) => contractName(a.name).localeCompare(contractName(b.name)));
      draw();
    } catch (problem) {
      if (!contracts) state.replaceChildren(h("p", { class: "state-note state-bad", role: "alert" }, problem.message));
    }
  }

  function draw() {
    choices.forEach((select, side) => {
      const options = [
        ["", side === 0 ? "Choose a contract" : "No second one"],
        ...(contracts ?? []).map((contract) => [contract.name, contractName(contract.name)]),
      ];
      keyed(select, options, { key: ([value]) => value, create: ([value, text]) => h("option", { value }, text) });
      select.value = shown[side] ?? "";
    });
    const found = shown.map((name) => contracts?.find((contract) => contract.name === name)).filter(Boolean);
    state.replaceChildren(
      ...(contracts === null
        ? [h("p", { class: "state-loading", role: "status" }, "Loading …")]
        : found.length === 0
          ? [
              h(
                "p",
                { class: "state-note" },
                contracts.length === 0 ? "There is no contract." : "Choose a contract above; a second one stands beside it.",
              ),
            ]
          : []),
    );
    keyed(frame, found, { key: (contract) => contract.name, create: makeContract, update: updateContract });
    readVms(found.flatMap((contract) => contract.hosts));
  }

  function makeContract(contract) {
    return h(
      "section",
      { class: "contract", "aria-label": contractName(contract.name) },
      h("div", { class: "contract-head" }, h("h2", {}, contractName(contract.name)), h("p", { class: "contract-sum" })),
      h("ul", { class: "contract-hosts" }),
    );
  }

  function updateContract(element, contract) {
    const [head, list] = element.children;
    const { gpu_used: used, gpu_capacity: capacity, hosts } = contract.gpu_summary;
    say(head.lastChild, `${count(hosts, "host")} · ${used} of ${capacity} GPUs used · ${capacity - used} free`);
    const free = (host) => host.gpu_capacity - host.gpu_used;
    keyed(
      list,
      [...contract.hosts].sort((a, b) => free(b) - free(a) || a.hostname.localeCompare(b.hostname)),
      { key: (host) => host.hostname, create: makeHost, update: updateHost },
    );
  }

  function makeHost(host) {
    return h(
      "li",
      { class: "contract-host" },
      h("div", { class: "card-top" }, h("span", { class: "card-name" }, host.hostname), h("span", { class: "card-gpus" })),
      h("div", { class: "gpu-bar", "aria-hidden": "true" }),
      h("ul", { class: "contract-vms" }),
    );
  }

  function updateHost(element, host) {
    const [top, bar, list] = element.children;
    say(top.lastChild, `${host.gpu_used} of ${host.gpu_capacity} used`);
    bar.style.setProperty("--used", host.gpu_used);
    bar.style.setProperty("--of", Math.max(1, host.gpu_capacity));
    keyed(list, vms.get(host.hostname)?.list ?? [], {
      key: (vm) => vm.id,
      create: (vm) => h("li", {}, h("span", {}, vm.name), h("span", {}, vm.flavor), h("span", {}, words(vm.status))),
    });
  }

  /** A few at a time, each host once per state of the fleet. */
  async function readVms(hosts) {
    const wanted = hosts.filter((host) => host.has_vms && vms.get(host.hostname)?.generation !== snapshot.value?.generation);
    for (const host of wanted)
      vms.set(host.hostname, { list: vms.get(host.hostname)?.list ?? [], generation: snapshot.value?.generation });
    const lane = async () => {
      for (let host = wanted.shift(); host; host = wanted.shift()) {
        const answer = await get(`/api/host-vms/${encodeURIComponent(host.hostname)}`).catch(() => null);
        if (answer) vms.set(host.hostname, { list: answer.vms, generation: snapshot.value?.generation });
      }
    };
    if (wanted.length === 0) return;
    await Promise.all(Array.from({ length: VM_READS_AT_ONCE }, lane));
    draw();
  }

  function choose() {
    const query = new URLSearchParams();
    for (const select of choices) if (select.value) query.append("show", select.value);
    go(`/contracts?${query}`);
  }

  function update({ query }) {
    shown = [...new Set(query.getAll("show"))].slice(0, SIDES);
    draw();
  }

  const close = all(snapshot.watch(read));
  update(first);
  read();
  return { update, close };
}
