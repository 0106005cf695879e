// @ts-check
// The page of customers: their contracts and the hosts in them. Stands alone: a customer may open nothing else of the board.
import { withBase } from "./core/base.js";
/** @import { CustomerContracts, CustomerContractsContract, CustomerContractsContractHost } from "#api" */

const REFRESH_MS = 30_000;
const HEAD = ["Host", "GPU type", "GPUs in use", "VMs", "State"];

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * @param {string} name
 * @param {string} [text]
 * @param {string} [className]
 */
function element(name, text = "", className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}

/**
 * The cells of a host, in the order of the head.
 *
 * @param {CustomerContractsContractHost} host
 */
export const cellsOf = (host) => [
  host.hostname,
  `${host.gpu_type ?? "unknown"}${host.nvlinks ? " NVLink" : ""}`,
  `${host.gpu_used} of ${host.gpu_capacity}`,
  String(host.vm_count),
  host.in_service ? "in service" : "out of service",
];

/** @param {CustomerContractsContract} contract */
function section(contract) {
  const made = element("section", "", "customer-contract");
  const table = element("table", "", "grid-table");
  const head = element("tr");
  head.append(...HEAD.map((title) => element("th", title)));
  const rows = contract.hosts.map((host) => {
    const row = element("tr");
    row.append(...cellsOf(host).map((text) => element("td", text)));
    return row;
  });
  const body = element("tbody");
  body.append(...rows);
  const top = element("thead");
  top.append(head);
  table.append(top, body);
  made.append(
    element("h2", contract.name, "page-title"),
    element("p", `${contract.gpu_used} of ${contract.gpu_capacity} GPUs in use`, "page-note"),
    contract.hosts.length > 0 ? table : element("p", "No host is in this contract.", "page-note"),
  );
  return made;
}

/** @param {string} path */
async function read(path) {
  const response = await fetch(withBase(path), { headers: { Accept: "application/json" } });
  if (response.status === 401) location.replace(withBase("/login"));
  if (!response.ok) throw new Error(`The gateway answers ${response.status}.`);
  return response.json();
}

async function load() {
  try {
    /** @type {CustomerContracts} */
    const { contracts } = await read("/api/contracts");
    byId("contracts").replaceChildren(...contracts.map(section));
    byId("state").textContent = contracts.length > 0 ? "" : "No contract is assigned to you. Ask whoever gave you this log-in.";
  } catch {
    byId("state").textContent = "The contracts cannot be read now. The page tries again.";
  }
}

async function logOut() {
  const me = await read("/api/me");
  await fetch(withBase("/logout"), { method: "POST", headers: { [me.csrf.header]: me.csrf.token } });
  location.replace(withBase("/login"));
}

byId("log-out").addEventListener("click", () => logOut().catch(() => location.replace(withBase("/login"))));
read("/api/me")
  .then((me) => (byId("who").textContent = me.name))
  .catch(() => null);
load();
setInterval(load, REFRESH_MS);
