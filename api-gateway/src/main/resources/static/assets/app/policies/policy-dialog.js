// @ts-check
// The dialogs in which an admin sets a policy of a pool, or deletes it.
import { get, put, remove } from "../core/api.js";
import { openDialog } from "../core/dialog.js";
import { h } from "../core/dom.js";
import { openConfirmDialog } from "../shell/confirm-dialog.js";
import { errorLine } from "../shell/error-line.js";
import { notifyInfo } from "../shell/notices.js";
import { session } from "../shell/session.js";
import { namesField, namesIn, textField } from "../shell/text-fields.js";
import { loadPolicies } from "./policy-store.js";

/** @import { Policy, Window } from "#api" */

/** @param {string} name */
const address = (name) => `/api/policies/${encodeURIComponent(name)}`;

/** @param {Policy} [policy] null for a new one */
export function openPolicyDialog(policy) {
  const error = errorLine();
  const name = textField("policy-name", "keep-l40", policy?.name);
  name.disabled = Boolean(policy);
  const pool = textField("policy-pool", "L40-n3", policy?.pool);
  const least = number("policy-least", policy?.at_least);
  const most = number("policy-most", policy?.at_most);
  const day = number("policy-day", policy?.per_day);
  const from = namesField("policy-from", policy?.from);
  const empty = tick(policy ? policy.prefer.includes("empty") : true);
  const racks = tick(policy ? policy.prefer.includes("spread_racks") : true);
  const acts = tick(policy?.acts ?? false);
  const window = h(
    "select",
    { class: "form-select form-select-sm", id: "policy-window" },
    h("option", { value: "" }, "at all hours"),
  );
  get("/api/windows").then((/** @type {Window[]} */ windows) => {
    window.append(...windows.map((each) => h("option", { value: each.name }, `in ${each.name}`)));
    window.value = policy?.window ?? "";
  }, error.show);
  const submit = h("button", { type: "submit", form: "policy-form", class: "btn btn-primary" }, "Set");

  const wish = () => ({
    pool: pool.value.trim() || null,
    at_least: asNumber(least),
    at_most: asNumber(most),
    from: namesIn(from.value),
    prefer: [...(empty.checked ? ["empty"] : []), ...(racks.checked ? ["spread_racks"] : [])],
    window: window.value || null,
    per_day: asNumber(day),
    acts: acts.checked,
  });

  const handle = openDialog({
    title: policy ? `Policy ${policy.name}` : "Add a policy",
    body: h(
      "form",
      {
        id: "policy-form",
        novalidate: true,
        onsubmit: async (/** @type {SubmitEvent} */ event) => {
          event.preventDefault();
          submit.disabled = true;
          try {
            await put(address(name.value.trim()), wish());
            handle.close();
            notifyInfo(`The policy ${name.value.trim()} is set.`);
            await loadPolicies().catch(() => null);
          } catch (problem) {
            error.show(problem);
          }
          submit.disabled = false;
        },
      },
      h("label", { class: "field", for: "policy-name" }, "Name", name),
      h("label", { class: "field", for: "policy-pool" }, "Pool that is to have empty hosts", pool),
      h(
        "div",
        { class: "policy-bounds" },
        h("label", { class: "field", for: "policy-least" }, "At least", least),
        h("label", { class: "field", for: "policy-most" }, "At most", most),
        h("label", { class: "field", for: "policy-day" }, "Moves a day", day),
      ),
      h(
        "label",
        { class: "field", for: "policy-from" },
        "Hosts come from, one pool in each line; the first gets what is too many",
        from,
      ),
      h("label", { class: "field", for: "policy-window" }, "Proposes", window),
      h(
        "fieldset",
        { class: "tick-list" },
        h("legend", {}, "Taken first"),
        h("label", { class: "tick" }, empty, "hosts with nothing left over"),
        h("label", { class: "tick" }, racks, "the rack of which the pool has the fewest"),
      ),
      h("label", { class: "tick" }, acts, `Begins its proposals by itself, with the rights of ${session.value.name}`),
      policy?.proposal
        ? h("p", { class: "page-note" }, "Its open proposal is withdrawn, and made again if it is still needed.")
        : null,
      error.element,
    ),
    footer: ({ close }) => [h("button", { type: "button", class: "btn btn-outline-secondary", onclick: close }, "Back"), submit],
  });
}

/** @param {Policy} policy */
export const openDeleteDialog = (policy) =>
  openConfirmDialog({
    title: `Delete the policy ${policy.name}`,
    text: `Nothing looks after the empty hosts of ${policy.pool} for it any more. An open proposal is withdrawn. Of a plan that it has begun by itself, nothing more begins; operations that run go on.`,
    label: "Delete",
    tone: "btn-danger",
    act: async () => {
      await remove(address(policy.name));
      notifyInfo(`The policy ${policy.name} is deleted.`);
    },
    after: () => void loadPolicies().catch(() => null),
  });

/**
 * @param {string} id
 * @param {number} [value]
 */
function number(id, value) {
  const input = h("input", { class: "form-control", id, type: "number", min: 0, max: 1000, inputmode: "numeric" });
  input.value = value === undefined ? "" : String(value);
  return input;
}

/** @param {boolean} checked */
const tick = (checked) => h("input", { type: "checkbox", class: "form-check-input", checked });

/**
 * The gateway names a bound that is missing.
 *
 * @param {HTMLInputElement} input
 */
const asNumber = (input) => (input.value === "" ? null : Number(input.value));
