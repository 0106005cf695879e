import { openMenu } from "../core/menu.js";
import { navigate, setQuery } from "../core/router.js";
import { contractName, inOrder, kindTitle } from "../fleet/pools.js";
import { verdictFor } from "../fleet/move-verdicts.js";
import { planFor } from "../cart/cart.js";
import { removePlans } from "../cart/remove-plans.js";
import { canOperate, unavailableReason } from "../shell/session.js";
import { notifyInfo } from "../shell/notices.js";
import { openLaunch } from "../launch/image-dialog.js";
import { loadFor, planMoves } from "./moves.js";
import { safeLink } from "./card.js";

/** The longest time that the menu waits for verdicts before it opens. */
const MAX_WAIT_MS = 300;

/** The actions for these cards; a disabled one shows the reason. */
export async function hostMenu(anchor, items, pools) {
  if (canOperate()) await Promise.race([loadFor(items), new Promise((resolve) => setTimeout(resolve, MAX_WAIT_MS))]);
  const [{ host, operation }] = items;
  const many = items.length > 1;
  const entries = [];
  if (canOperate()) {
    entries.push({ heading: many ? `Move ${items.length} hosts to` : "Move to" }, ...targets(items, pools));
    if (!many && host.pool === "RUNPOD") entries.push(launchEntry(items[0]));
    const planned = items.map((item) => planFor(item.host.hostname)).filter(Boolean);
    if (planned.length > 0) entries.push({ label: "Remove from the cart", action: () => removePlans(planned) });
    entries.push(null);
  }
  if (!many) {
    entries.push({ label: "VMs and details", note: "Enter", action: () => setQuery({ vms: host.hostname }, { replace: false }) });
    if (operation) entries.push({ label: "Open its operation", action: () => navigate(`/operations/${operation.id}`) });
    entries.push({
      label: "History of this host",
      action: () => navigate(`/operations?host=${encodeURIComponent(host.hostname)}`),
    });
    if (safeLink(host.netbox_url))
      entries.push({ label: "Open in NetBox", action: () => open(host.netbox_url, "_blank", "noopener,noreferrer") });
  }
  entries.push({ label: many ? "Copy the names" : "Copy the name", action: () => copy(items) });
  openMenu(anchor, entries, many ? `Actions for ${items.length} hosts` : `Actions for ${host.hostname}`);
}

function targets(items, pools) {
  return inOrder([...pools.values()]).map((target) => {
    const verdict = verdictFor(items, target);
    return {
      label: target.pool === "CONTRACT" ? `Contract ${contractName(target.name)}` : kindTitle(target),
      note:
        { allowed: "", acknowledge: "needs confirmation", unchecked: "not checked" }[verdict.result] ??
        verdict.text.replace("Refused: ", ""),
      tone: verdict.result,
      disabled: verdict.movable.length === 0,
      action: () => planMoves(items, target),
    };
  });
}

function launchEntry({ host, operation }) {
  const why =
    unavailableReason("launch") ??
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
    notifyInfo(items.length > 1 ? `${items.length} names copied` : `${names} copied`);
  } catch {
    notifyInfo(names);
  }
}
