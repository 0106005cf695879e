// Plans moves of hosts to a target. Drag, keyboard and menu all use it.
import { contractName } from "../fleet/pools.js";
import { checkMoves } from "../fleet/rules.js";
import { plan, undo } from "../cart/cart.js";
import { notifyError, notifySuccess } from "../shell/notices.js";
import { openPanel } from "../cart/panel-tab.js";
import { count } from "../core/format.js";

/** By element of a column or group: its pool and the verdict for these cards. */
export function verdicts(root, items, pools) {
  const moves = items.map(({ host, source, operation }) => ({ host, source, operation }));
  const found = new Map();
  for (const element of root.querySelectorAll("[data-target]")) {
    const target = pools.get(element.dataset.target);
    if (target) found.set(element, { target, ...checkMoves(moves, target) });
  }
  return found;
}

export function planMoves(items, target) {
  const verdict = checkMoves(
    items.map(({ host, source, operation }) => ({ host, source, operation })),
    target,
  );
  if (verdict.movable.length === 0) return notifyError(verdict.text);
  const sources = new Map(items.map((item) => [item.host.hostname, item.source]));
  plan(
    verdict.movable.map(({ host }) => ({
      kind: "move",
      host: host.hostname,
      source: sources.get(host.hostname).name,
      target: target.name,
      gpu_type: host.gpu_type,
    })),
  );
  const refused = verdict.verdicts.length - verdict.movable.length;
  const text = `${verdict.movable.length === 1 ? verdict.movable[0].host.hostname : count(verdict.movable.length, "host")} planned to ${contractName(target.name)}`;
  const rest = refused > 0 ? `; ${refused} refused: ${verdict.verdicts.find(({ result }) => result === "refused").reason}` : "";
  notifySuccess(text + rest, { label: "Undo", run: undo });
  openPanel("cart");
}
