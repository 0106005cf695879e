// @ts-check
// The dialogs in which an admin sets a policy of a pool, or deletes it.
import { get, problemText, put, remove } from "../core/api.js";
import { openDialog } from "../core/dialog.js";
import { h, setText } from "../core/dom.js";
import { notifyInfo } from "../shell/notices.js";
import { session } from "../shell/session.js";
import { loadPolicies } from "./policy-store.js";
import { names } from "./policy-text.js";

/** @import { Policy, Window } from "#api" */

/** @param {string} name */
const address = (name) => `/api/policies/${encodeURIComponent(name)}`;

/** @param {Policy} [policy] null for a new one */
export function openPolicyDialog(policy) {
  const name = text("policy-name", "keep-l40", policy?.name);
  name.disabled = Boolean(policy);
  const pool = text("policy-pool", "L40-n3", policy?.pool);
  const least = number("policy-least", policy?.at_least);
  const most = number("policy-most", policy?.at_most);
  const day = number("policy-day", policy?.per_day);
  const from = h("textarea", { class: "form-control", id: "policy-from", rows: 2, spellcheck: "false", autocapitalize: "none" });
  from.value = (policy?.from ?? []).join("\n");
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
  }, fail);
  const error = h("p", { class: "review-error", role: "alert", hidden: true });
  const submit = h("button", { type: "submit", form: "policy-form", class: "btn btn-primary" }, "Set");

  /** @param {unknown} problem */
  function fail(problem) {
    error.hidden = false;
    setText(error, problemText(problem));
  }

  const wish = () => ({
    pool: pool.value.trim() || null,
    at_least: asNumber(least),
    at_most: asNumber(most),
    from: names(from.value),
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
            fail(problem);
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
        { class: "policy-ticks" },
        h("legend", {}, "Taken first"),
        h("label", { class: "tick" }, empty, "hosts with nothing left over"),
        h("label", { class: "tick" }, racks, "the rack of which the pool has the fewest"),
      ),
      h("label", { class: "tick" }, acts, `Begins its proposals by itself, with the rights of ${session.value.name}`),
      policy?.proposal
        ? h("p", { class: "page-note" }, "Its open proposal is withdrawn, and made again if it is still needed.")
        : null,
      error,
    ),
    footer: ({ close }) => [h("button", { type: "button", class: "btn btn-outline-secondary", onclick: close }, "Back"), submit],
  });
}

/** @param {Policy} policy */
export function openDeleteDialog(policy) {
  const error = h("p", { class: "review-error", role: "alert", hidden: true });
  const submit = h(
    "button",
    {
      type: "button",
      class: "btn btn-danger",
      onclick: async () => {
        submit.disabled = true;
        try {
          await remove(address(policy.name));
          handle.close();
          notifyInfo(`The policy ${policy.name} is deleted.`);
          await loadPolicies().catch(() => null);
        } catch (problem) {
          submit.disabled = false;
          error.hidden = false;
          setText(error, problemText(problem));
        }
      },
    },
    "Delete",
  );
  const handle = openDialog({
    title: `Delete the policy ${policy.name}`,
    body: h(
      "div",
      {},
      h(
        "p",
        { class: "sheet-text" },
        `Nothing looks after the empty hosts of ${policy.pool} for it any more. An open proposal is withdrawn. Of a plan that it has begun by itself, nothing more begins; operations that run go on.`,
      ),
      error,
    ),
    footer: ({ close }) => [h("button", { type: "button", class: "btn btn-outline-secondary", onclick: close }, "Back"), submit],
  });
}

/**
 * @param {string} id
 * @param {string} example
 * @param {string} [value]
 */
function text(id, example, value = "") {
  const input = h("input", {
    class: "form-control",
    id,
    placeholder: example,
    autocomplete: "off",
    spellcheck: "false",
    autocapitalize: "none",
  });
  input.value = value;
  return input;
}

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
