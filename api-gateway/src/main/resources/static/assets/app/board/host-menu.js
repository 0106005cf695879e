import { openMenu } from "../core/menu.js";
import { go, setQuery } from "../core/router.js";
import { contractName, inOrder, kindTitle } from "../fleet/pools.js";
import { judgeAll } from "../fleet/rules.js";
import { planFor } from "../cart/cart.js";
import { unplan } from "../cart/unplan.js";
import { mayAct, whyOff } from "../shell/session.js";
import { inform } from "../shell/notices.js";
import { openLaunch } from "../launch/image-dialog.js";
import { planMoves } from "./moves.js";
import { safeLink } from "./card.js";

/** All that can be done with these cards; what cannot says why. */
export function hostMenu(anchor, items, pools) {
  const [{ host, operation }] = items;
  const many = items.length > 1;
  const entries = [];
  if (mayAct()) {
    entries.push({ heading: many ? `Move ${items.length} hosts to` : "Move to" }, ...targets(items, pools));
    if (!many && host.pool === "RUNPOD") entries.push(launchEntry(items[0]));
    const planned = items.map((item) => planFor(item.host.hostname)).filter(Boolean);
    if (planned.length > 0)
      entries.push({ label: "Remove from the cart", action: () => unplan(planned) });
    entries.push(null);
  }
  if (!many) {
    entries.push({ label: "VMs and details", note: "Enter", action: () => setQuery({ vms: host.hostname }, { replace: false }) });
    if (operation) entries.push({ label: "Open its operation", action: () => go(`/operations/${operation.id}`) });
    entries.push({ label: "History of this host", action: () => go(`/operations?host=${encodeURIComponent(host.hostname)}`) });
    if (safeLink(host.netbox_url))
      entries.push({ label: "Open in NetBox", action: () => open(host.netbox_url, "_blank", "noopener,noreferrer") });
  }
  entries.push({ label: many ? "Copy the names" : "Copy the name", action: () => copy(items) });
  openMenu(anchor, entries, many ? `Actions for ${items.length} hosts` : `Actions for ${host.hostname}`);
}

function targets(items, pools) {
  return inOrder([...pools.values()]).map((target) => {
    const verdict = judgeAll(items, target);
    return {
      label: target.pool === "CONTRACT" ? `Contract ${contractName(target.name)}` : kindTitle(target),
      note: { allowed: "", acknowledge: "needs a yes" }[verdict.result] ?? verdict.text.replace("Refused: ", ""),
      tone: verdict.result,
      disabled: verdict.movable.length === 0,
      action: () => planMoves(items, target),
    };
  });
}

function launchEntry({ host, operation }) {
  const why =
    whyOff("launch") ??
    (operation
      ? "held by an open operation"
      : host.has_vms
        ? "a VM runs on it"
        : host.status === "OUT_OF_STOCK"
          ? "out of stock"
          : null);
  return {
    label: "Launch a RunPod VM …",
    note: why ?? "",
    disabled: why !== null,
    tone: why ? "refused" : "allowed",
    action: () => openLaunch(host),
  };
}

async function copy(items) {
  const names = items.map((item) => item.host.hostname).join("\n");
  try {
    await navigator.clipboard.writeText(names);
    inform(items.length > 1 ? `${items.length} names copied` : `${names} copied`);
  } catch {
    inform(names);
  }
}
