// @ts-check
// The bar below the top bar while work is frozen, and the dialogs that freeze and lift.
import { h, setText } from "../core/dom.js";
import { formatDateTime } from "../core/format.js";
import { openReasonDialog } from "./reason-dialog.js";
import { canOperateFleet } from "./session.js";
import { freeze, freezeText, isFrozen, liftFreeze, readFreeze, startFreeze } from "./freeze.js";

const COUNT_MS = 3_000;

/** @param {HTMLElement} root */
export function renderFreezeBar(root) {
  const text = h("p", { class: "freeze-text", role: "status" });
  const count = h("span", { class: "freeze-count" });
  const lift = h("button", { type: "button", class: "btn btn-sm btn-outline-secondary", onclick: openLiftDialog });
  const compare = h("a", { class: "freeze-link", href: "/reconciliation" }, "Compare hosts and history");
  root.append(text, count, compare, ...(canOperateFleet() ? [lift] : []));

  const render = () => {
    const now = freeze.value;
    root.hidden = !isFrozen(now);
    root.dataset.mode = now.mode;
    if (root.hidden) return;
    setText(text, freezeText(now, formatDateTime));
    compare.hidden = now.mode !== "HELD";
    setText(lift, now.mode === "HELD" ? "Release the hold" : "Lift the freeze");
    setText(count, "");
    countOperations();
  };
  const countOperations = async () => {
    const seen = await readFreeze().catch(() => null);
    if (!seen || !isFrozen(freeze.value)) return;
    const way = seen.under_way === 1 ? "1 operation" : `${seen.under_way} operations`;
    setText(
      count,
      freeze.value.mode === "HELD" ? `${seen.under_way + seen.resting} open` : `${way} still under way, ${seen.resting} waiting`,
    );
  };
  freeze.subscribe(render);
  setInterval(() => isFrozen(freeze.value) && !document.hidden && countOperations(), COUNT_MS);
  render();
}

export const openFreezeDialog = () =>
  openReasonDialog({
    title: "Freeze all operations",
    text: "New commands are refused, and operations that have not begun wait. Operations that have begun go on until their host is placed, or until they need a decision. Every board shows your reason.",
    button: "Freeze",
    send: startFreeze,
    done: "All operations are frozen.",
  });

function openLiftDialog() {
  const seen = freeze.value;
  const held = seen.mode === "HELD";
  openReasonDialog({
    title: held ? "Release the hold" : "Lift the freeze",
    text: held
      ? "Operations that were open in the database go on, although their work may have been done since. Compare hosts and history first, and cancel or adopt what is not to be repeated."
      : "New commands are accepted, and the operations that waited begin.",
    button: held ? "Release" : "Lift",
    send: (reason) => liftFreeze(seen, reason),
    done: "Operations go on.",
  });
}
