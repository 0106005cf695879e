// @ts-check
// Attaches the firewall of its region to a VM that lacks it: which list would be sent, before anything is.
import { h } from "../core/dom.js";
import { checkLists, commandList } from "../cart/check-list.js";
import { openVmCommand } from "./vm-command.js";

/** @import { FirewallPreview } from "#api" */

/**
 * @param {{ id: number, name: string }} firewall
 * @param {{ vm_id: number, name: string }} vm
 */
export function openAttachFirewall({ id, name }, vm) {
  const address = `/api/hyperstack/firewalls/${id}`;
  const which = { hostname: vm.name, vm_id: vm.vm_id };
  openVmCommand({
    title: `Attach the firewall ${name} to ${vm.name}`,
    button: "Attach",
    done: `The firewall is being attached to ${vm.name}.`,
    choices: [
      h("p", { class: "sheet-text" }, "The firewalls that the VM has are sent along, so it keeps them. No other VM is written."),
    ],
    preview: `${address}/preview-attach`,
    previewBody: () => which,
    execute: `${address}/attach`,
    body: () => which,
    view: (/** @type {FirewallPreview} */ preview) => [
      checkLists(preview.checks),
      preview.steps.length > 0 ? commandList(vm.name, preview.steps) : null,
    ],
  });
}
