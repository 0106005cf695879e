// @ts-check
// Retires the VM for RunPod of a host: whose it is, who is waited for or evicted, and each command, before anything is sent.
import { h } from "../core/dom.js";
import { localTime } from "../core/format.js";
import { checkLists, commandList } from "../cart/check-list.js";
import { usualDeadline } from "../cart/move-body.js";
import { fleet } from "../fleet/fleet.js";
import { contractName, inOrder } from "../fleet/pools.js";
import { canOperate, isAdmin } from "../shell/session.js";
import { openAdopt } from "./adopt-dialog.js";
import { openVmCommand } from "./vm-command.js";

/** @import { Pool, RetirePreview } from "#api" */

/** @param {string} host its name */
export function openRetire(host) {
  const evict = box(() => dialog.look());
  const waits = box(() => {
    until.disabled = !waits.checked;
    dialog.look();
  });
  /** What was confirmed of the move; another target asks anew. @type {Set<string>} */
  const accepted = new Set();
  const target = h(
    "select",
    {
      class: "form-select form-select-sm",
      "aria-label": `Where ${host} goes once its VM is gone`,
      onchange: () => {
        accepted.clear();
        dialog.look();
      },
    },
    h("option", { value: "" }, "stays in its pool"),
    ...targetsOf(host).map((pool) => h("option", { value: pool.name }, `is moved to ${poolTitle(pool)}`)),
  );
  /** @type {HTMLInputElement} */
  const until = h("input", {
    type: "datetime-local",
    class: "form-control",
    value: localTime(usualDeadline()),
    disabled: true,
    "aria-label": `Until when to wait for those who rent the VM of ${host}, in the time zone of this browser`,
    onchange: () => dialog.look(),
  });
  const body = () => {
    const chosen = new Date(until.value);
    return {
      hostname: host,
      target_aggregate: target.value || undefined,
      acknowledge: evict.checked || accepted.size > 0 ? [...(evict.checked ? ["renters"] : []), ...accepted] : undefined,
      ...(waits.checked ? { when: "empty", deadline: Number.isNaN(chosen.getTime()) ? undefined : chosen.toISOString() } : {}),
    };
  };
  /** @type {{ look: () => void }} */
  const dialog = openVmCommand({
    title: `Retire the RunPod VM of ${host}`,
    button: "Retire the VM",
    tone: "btn-danger",
    done: `The RunPod VM of ${host} is being retired.`,
    choices: [
      h(
        "p",
        { class: "sheet-text" },
        "The VM is deleted at Hyperstack and its machine removed from RunPod. Nothing brings it back.",
      ),
      canOperate()
        ? h("label", { class: "wait-until" }, "Then the host ", target)
        : h("p", { class: "sheet-text" }, "The host stays in its pool: who moves hosts has the role operator."),
      h(
        "div",
        { class: "wait" },
        h("label", { class: "tick" }, waits, "Wait until nobody rents it"),
        h("label", { class: "wait-until" }, "at most until ", until),
      ),
      h("label", { class: "tick tick-acknowledge" }, evict, "Confirm: whoever rents it is evicted"),
    ],
    preview: "/api/preview-runpod-retire",
    previewBody: body,
    execute: "/api/execute-runpod-retire",
    body,
    view: (/** @type {RetirePreview} */ preview, close) => [
      preview.approval
        ? h(
            "p",
            { class: "review-approval" },
            h("strong", {}, "A second person has to approve it. "),
            preview.approval.map((rule) => rule.text).join(" "),
          )
        : null,
      checkLists(preview.checks),
      ...preview.checks.flatMap(({ acknowledgement, brief }) =>
        acknowledgement ? [confirmation(acknowledgement, brief ?? acknowledgement)] : [],
      ),
      preview.steps.length > 0 ? commandList(host, preview.steps) : null,
      isAdmin() && preview.checks.some((check) => check.name === "vm" && check.result === "REFUSED")
        ? h(
            "button",
            {
              type: "button",
              class: "btn btn-outline-secondary",
              onclick: () => {
                close();
                openAdopt(host);
              },
            },
            "Adopt VM …",
          )
        : null,
    ],
  });

  /**
   * @param {string} name
   * @param {string} words
   */
  function confirmation(name, words) {
    const tick = box(() => {
      accepted.add(name);
      dialog.look();
    });
    return h("label", { class: "tick tick-acknowledge" }, tick, `Confirm: ${words}`);
  }
}

/**
 * The pools of the board but the host's own.
 *
 * @param {string} host
 */
const targetsOf = (host) =>
  inOrder([...fleet.value.pools, ...fleet.value.contracts]).filter(
    (pool) => !pool.hosts.some(({ hostname }) => hostname === host),
  );

/** @param {Pool} pool */
const poolTitle = (pool) => (pool.pool === "CONTRACT" ? `contract ${contractName(pool.name)}` : pool.name);

/** @param {() => void} onchange */
const box = (onchange) => h("input", { type: "checkbox", class: "form-check-input", onchange });
