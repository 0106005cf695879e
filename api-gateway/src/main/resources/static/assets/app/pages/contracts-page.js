// @ts-check
// /contracts?show=A&show=B : contracts for a screen that is shared with a customer. It shows no owner, tenant, other pool or other
// customer, and has no navigation and no shortcuts.
import { childrenOf, h, lastChildOf, renderList, setAttribute, setText } from "../core/dom.js";
import { combineCleanups } from "../core/signal.js";
import { suspendKeys } from "../core/keys.js";
import { navigate, route } from "../core/router.js";
import { count, humanize } from "../core/format.js";
import { timeElement } from "../core/time-element.js";
import { snapshot } from "../fleet/snapshot.js";
import { watchContracts } from "../fleet/contracts.js";
import { contractName } from "../fleet/pools.js";

/** @import { Host, Pool } from "#api" */
/** @import { Where } from "../core/router.js" */

const MAX_SHOWN = 2;

route(/^\/contracts\/?$/, "Contracts", open, { show: null });

/**
 * @param {HTMLElement} root
 * @param {Where} first
 */
function open(root, first) {
  /** @type {string[]} */
  let shown = [];
  const { contracts, vms, loadVms, close: closeContracts } = watchContracts();
  const choices = Array.from({ length: MAX_SHOWN }, (_, side) =>
    h("select", { class: "form-select form-select-sm", "aria-label": side === 0 ? "Contract" : "Second contract" }),
  );
  const chooser = h(
    "form",
    { class: "filters", onsubmit: choose },
    ...choices,
    h("button", { class: "btn btn-sm btn-primary" }, "Show"),
  );
  const tools = h("span", { class: "filters-end" });
  const frame = h("div", { class: "contract-cols" });
  const state = h("div", { class: "page-state" });
  const head = h("div", { class: "filters" }, h("h1", { class: "page-title" }, "Contracts"), tools);
  root.append(h("div", { class: "page contract-page" }, head, state, frame));

  const found = () =>
    shown
      .map((name) => contracts.value.all?.find((contract) => contract.name === name))
      .filter((contract) => contract !== undefined);

  function render() {
    const { all: known, problem } = contracts.value;
    // The names of other customers are on the page only during the choice.
    if (shown.length === 0) {
      if (!chooser.isConnected) head.after(chooser);
      renderChoices(known ?? []);
    } else chooser.remove();
    tools.replaceChildren(
      ...(snapshot.value?.read_at ? [h("span", { class: "dim" }, "As of ", timeElement(snapshot.value.read_at))] : []),
      ...(shown.length > 0 ? [h("a", { class: "btn-quiet", href: "/contracts" }, "Choose others")] : []),
      h("a", { class: "btn-quiet", href: "/board" }, "Leave this view"),
    );
    state.replaceChildren(...notes(known, problem));
    renderList(frame, found(), { key: (contract) => contract.name, create: makeContract, update: updateContract });
  }

  /** @param {Pool[]} known */
  function renderChoices(known) {
    choices.forEach((select, side) => {
      const options = [
        ["", side === 0 ? "Choose a contract" : "No second one"],
        ...known.map((contract) => [contract.name, contractName(contract.name)]),
      ];
      renderList(select, options, { key: ([value]) => value, create: ([value, text]) => h("option", { value }, text) });
    });
  }

  /**
   * @param {Pool[] | null} known
   * @param {Error | null} problem
   */
  function notes(known, problem) {
    /** @param {string} text */
    const note = (text) => h("p", { class: "state-note" }, text);
    if (known === null && !problem) return [h("p", { class: "state-loading", role: "status" }, "Loading …")];
    const missing = shown.length > 0 && found().length < shown.length && !problem;
    return [
      problem && h("p", { class: "state-note state-bad", role: "alert" }, `This may be out of date. ${problem.message}`),
      known?.length === 0 && !problem && note("There is no contract."),
      missing && note("A contract of this address no longer exists."),
    ].filter((part) => part instanceof Node);
  }

  /** @param {Pool} contract */
  function makeContract(contract) {
    return h(
      "section",
      { class: "contract", "aria-label": contractName(contract.name) },
      h("div", { class: "contract-head" }, h("h2", {}, contractName(contract.name)), h("p", { class: "contract-sum" })),
      h("ul", { class: "contract-hosts" }),
    );
  }

  /**
   * @param {HTMLElement} element
   * @param {Pool} contract
   */
  function updateContract(element, contract) {
    const [head, list] = childrenOf(element);
    const { gpus, hosts } = contract.gpu_summary;
    const out = gpus.out_of_stock > 0 ? ` · ${gpus.out_of_stock} out of service` : "";
    setText(lastChildOf(head), `${count(hosts, "host")} · ${gpus.used} of ${gpus.sellable} GPUs used · ${gpus.free} free${out}`);
    /** @param {Host} host */
    const free = (host) => host.gpu_capacity - host.gpu_used;
    renderList(
      list,
      [...contract.hosts].sort((a, b) => free(b) - free(a) || a.hostname.localeCompare(b.hostname)),
      { key: (host) => host.hostname, create: makeHost, update: updateHost },
    );
  }

  /** @param {Host} host */
  function makeHost(host) {
    return h(
      "li",
      { class: "contract-host" },
      h("div", { class: "card-top" }, h("span", { class: "card-name" }, host.hostname), h("span", { class: "card-gpus" })),
      h("div", { class: "gpu-bar", "aria-hidden": "true" }),
      h("ul", { class: "contract-vms" }),
    );
  }

  /**
   * @param {HTMLElement} element
   * @param {Host} host
   */
  function updateHost(element, host) {
    const [top, bar, list] = childrenOf(element);
    setText(lastChildOf(top), `${host.gpu_used} of ${host.gpu_capacity} used`);
    bar.style.setProperty("--used", String(host.gpu_used));
    bar.style.setProperty("--of", String(Math.max(1, host.gpu_capacity)));
    renderList(list, vms.value.get(host.hostname)?.list ?? [], {
      key: (vm) => vm.id,
      create: () => h("li", {}, h("span"), h("span"), h("span")),
      update: (row, vm) => {
        const [name, flavor, status] = childrenOf(row);
        setText(name, vm.name);
        setText(flavor, vm.flavor ?? "");
        setText(status, humanize(vm.status));
        setAttribute(status, "class", vm.status === "ACTIVE" ? null : "contract-odd");
      },
    });
  }

  /** @param {SubmitEvent} event */
  function choose(event) {
    event.preventDefault();
    const query = new URLSearchParams();
    for (const select of choices) if (select.value) query.append("show", select.value);
    if (query.size > 0) navigate(`/contracts?${query}`);
  }

  /** @param {Where} where */
  function update({ query }) {
    shown = [...new Set(query.getAll("show"))].slice(0, MAX_SHOWN);
    render();
    loadVms(found().flatMap((contract) => contract.hosts));
  }

  const close = combineCleanups(
    contracts.subscribe(() => {
      render();
      loadVms(found().flatMap((contract) => contract.hosts));
    }),
    vms.subscribe(render),
    snapshot.subscribe(render),
    suspendKeys(),
    closeContracts,
  );
  update(first);
  return { update, close };
}
