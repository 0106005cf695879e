// @ts-check
import { openMenu } from "../core/menu.js";
import { navigate, setQuery } from "../core/router.js";
import { contractName, inOrder, kindTitle, NO_POOL } from "../fleet/pools.js";
import { verdictFor, whyLimited } from "../fleet/move-verdicts.js";
import { planFor } from "../cart/cart.js";
import { removePlans } from "../cart/remove-plans.js";
import { canLaunch, canOperate, isAdmin, unavailableReason } from "../shell/session.js";
import { notifyInfo } from "../shell/notices.js";
import { linksOf } from "../links/links.js";
import { hostValues } from "../links/link-values.js";
import { openAdopt } from "../launch/adopt-dialog.js";
import { openLaunch } from "../launch/image-dialog.js";
import { openRetire } from "../launch/retire-dialog.js";
import { loadFor, planMoves } from "./moves.js";
import { safeLink } from "./card.js";
import { whyNoLaunch } from "../launch/launch-condition.js";

/** @import { Pool } from "#api" */
/** @import { Anchor, MenuItem } from "../core/menu.js" */
/** @import { Verdict } from "../fleet/move-verdicts.js" */
/** @import { Card } from "./cards.js" */

/** The longest time that the menu waits for verdicts before it opens. */
const MAX_WAIT_MS = 300;

/**
 * The actions for these cards; a disabled one shows the reason.
 *
 * @param {Anchor} anchor
 * @param {Card[]} items
 * @param {Map<string, Pool>} pools
 */
export async function hostMenu(anchor, items, pools) {
  if (canLaunch()) await Promise.race([loadFor(items), new Promise((resolve) => setTimeout(resolve, MAX_WAIT_MS))]);
  const [{ host, operation }] = items;
  const many = items.length > 1;
  /** @type {MenuItem[]} */
  const entries = [];
  if (canLaunch()) {
    if (canOperate()) entries.push({ heading: many ? `Move ${items.length} hosts to` : "Move to" }, ...targets(items, pools));
    if (!many && host.pool === "RUNPOD") entries.push(launchEntry(items[0]));
    if (!many && host.pool === "RUNPOD" && host.has_vms) entries.push(retireEntry(items[0]));
    if (!many && host.pool === "RUNPOD" && host.has_vms && isAdmin())
      entries.push({ label: "Adopt VM …", note: "if no launch made it", action: () => openAdopt(host.hostname) });
    const planned = items.map((item) => planFor(item.host.hostname)).filter((plan) => plan !== undefined);
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
    for (const { label, href } of linksOf("HOST", hostValues(host)))
      entries.push({ label: `Open in ${label}`, action: () => open(href, "_blank", "noopener,noreferrer") });
  }
  entries.push({ label: many ? "Copy the names" : "Copy the name", action: () => copy(items) });
  openMenu(anchor, entries, many ? `Actions for ${items.length} hosts` : `Actions for ${host.hostname}`);
}

/**
 * @param {Card[]} items
 * @param {Map<string, Pool>} pools
 */
function targets(items, pools) {
  return [...inOrder([...pools.values()]), NO_POOL].map((target) => {
    const verdict = verdictFor(items, target);
    return {
      label: target.pool === "CONTRACT" ? `Contract ${contractName(target.name)}` : kindTitle(target),
      note: noteOf(verdict),
      tone: verdict.result,
      disabled: verdict.movable.length === 0,
      action: () => planMoves(items, target),
    };
  });
}

/**
 * Why a move is not simply allowed.
 *
 * @param {Verdict} verdict
 */
function noteOf({ result, text }) {
  if (result === "allowed") return "";
  if (result === "acknowledge") return "needs confirmation";
  return result === "unchecked" ? "not checked" : text.replace("Refused: ", "");
}

/** @param {Card} card */
function launchEntry({ host, operation }) {
  const why = whyLimited(host.hostname) ?? whyNoLaunch(host, operation, unavailableReason("launch"));
  return {
    label: "Launch a RunPod VM …",
    note: why ?? "",
    disabled: why !== null,
    tone: why ? "refused" : "allowed",
    action: () => openLaunch(host),
  };
}

/** @param {Card} card */
function retireEntry({ host, operation }) {
  const why = whyLimited(host.hostname) ?? unavailableReason("launch") ?? (operation ? "held by an open operation" : null);
  return {
    label: "Retire RunPod VM …",
    note: why ?? "",
    disabled: why !== null,
    tone: why ? "refused" : "allowed",
    action: () => openRetire(host.hostname),
  };
}

/** @param {Card[]} items */
async function copy(items) {
  const names = items.map((item) => item.host.hostname).join("\n");
  try {
    await navigator.clipboard.writeText(names);
    notifyInfo(items.length > 1 ? `${items.length} names copied` : `${names} copied`);
  } catch {
    notifyInfo(names);
  }
}
