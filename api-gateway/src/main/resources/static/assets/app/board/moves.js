// Plans moves of hosts to a target. Drag, keyboard and menu all use it.
import { contractName } from "../fleet/pools.js";
import { loadVerdicts, verdictFor } from "../fleet/move-verdicts.js";
import { plan, undo } from "../cart/cart.js";
import { notifyError, notifySuccess } from "../shell/notices.js";
import { openPanel } from "../cart/panel-tab.js";
import { count } from "../core/format.js";

/** Loads the verdicts for these cards. Never rejects. */
export const loadFor = (items) => loadVerdicts(items.map(({ host }) => host.hostname));

/** By element of a column or group: its pool and the verdict for these cards, as far as they are loaded. */
export function verdicts(root, items, pools) {
  const found = new Map();
  for (const element of root.querySelectorAll("[data-target]")) {
    const target = pools.get(element.dataset.target);
    if (target) found.set(element, { target, ...verdictFor(items, target) });
  }
  return found;
}

/** Waits for the verdicts. If they cannot be loaded, the moves are planned all the same: the cart checks them again. */
export async function planMoves(items, target) {
  await loadFor(items);
  const verdict = verdictFor(items, target);
  const sources = new Map(items.map((item) => [item.host.hostname, item.source]));
  const movable = verdict.movable.filter(({ host }) => sources.get(host.hostname));
  if (movable.length === 0) return notifyError(verdict.text);
  plan(
    movable.map(({ host }) => ({
      kind: "move",
      host: host.hostname,
      source: sources.get(host.hostname).name,
      target: target.name,
      gpu_type: host.gpu_type,
    })),
  );
  const refused = verdict.verdicts.length - movable.length;
  const text = `${movable.length === 1 ? movable[0].host.hostname : count(movable.length, "host")} planned to ${contractName(target.name)}`;
  const rest =
    refused > 0
      ? `; ${refused} refused: ${verdict.verdicts.find(({ result }) => result === "refused")?.reason ?? "not checked"}`
      : "";
  notifySuccess(text + rest, { label: "Undo", run: undo });
  openPanel("cart");
}
