// @ts-check
// Adopts the VM of a host that no launch made: what each place says of it, side by side, and what is adopted is what was seen.
import { h } from "../core/dom.js";
import { formatDateTime } from "../core/format.js";
import { checkLists } from "../cart/check-list.js";
import { openVmCommand } from "./vm-command.js";

/** @import { AdoptPreview } from "#api" */
/** @import { Child } from "../core/dom.js" */

/** @param {string} host its name */
export function openAdopt(host) {
  const machine = h("input", {
    class: "form-control",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "Empty if the VM has no machine",
    "aria-label": "Id of the machine in RunPod's console",
  });
  openVmCommand({
    title: `Adopt the VM of ${host}`,
    button: "Adopt the VM",
    done: `The VM of ${host} is being adopted.`,
    choices: [
      h(
        "p",
        { class: "sheet-text" },
        "No label proves that this VM is ours. Adopting it changes nothing in any cloud; after it the VM can be retired, and that deletes it.",
      ),
    ],
    preview: "/api/preview-runpod-adopt",
    previewBody: () => ({ hostname: host }),
    execute: "/api/adopt-runpod-vm",
    body: (/** @type {AdoptPreview} */ preview) => ({
      hostname: host,
      vm_id: preview.hyperstack[0]?.id,
      server_id: preview.nova.find((server) => server.host === host)?.id,
      machine_id: machine.value.trim() || undefined,
    }),
    view: (/** @type {AdoptPreview} */ preview) => [
      h(
        "div",
        { class: "places" },
        place(
          "Hyperstack",
          preview.hyperstack.map((vm) => [
            ["VM", String(vm.id)],
            ["State", vm.status],
            ["Address", vm.fixed_ip],
            ["Labels", vm.labels.join(", ") || "none"],
            ["Created", vm.created_at && formatDateTime(vm.created_at)],
          ]),
        ),
        place(
          "Nova",
          preview.nova.map((server) => [
            ["Server", server.id],
            ["State", server.status],
            ["Host", server.host ?? "none"],
            ["Addresses", server.addresses.join(", ")],
            ["Created", server.created_at && formatDateTime(server.created_at)],
          ]),
        ),
        h("section", {}, h("h3", {}, "RunPod"), h("p", { class: "facts-note" }, preview.runpod), machine),
      ),
      checkLists(preview.checks),
    ],
  });
}

/**
 * @param {string} name
 * @param {Array<Array<[string, Child]>>} shown the facts of each VM
 */
const place = (name, shown) =>
  h(
    "section",
    {},
    h("h3", {}, name),
    ...(shown.length === 0 ? [h("p", { class: "facts-note" }, "Shows no VM of that name.")] : []),
    ...shown.map((facts) =>
      h(
        "dl",
        { class: "facts" },
        ...facts.filter(([, value]) => value).map(([label, value]) => h("div", {}, h("dt", {}, label), h("dd", {}, value))),
      ),
    ),
  );
