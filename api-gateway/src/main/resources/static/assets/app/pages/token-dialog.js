// @ts-check
// The dialog that makes a token for a script, and the one that shows it, once.
import { h } from "../core/dom.js";
import { openDialog } from "../core/dialog.js";
import { post, Problem } from "../core/api.js";
import { fieldErrors } from "../shell/field-errors.js";
import { showOnce } from "../shell/shown-once.js";
import { namesField, namesIn, textField } from "../shell/text-fields.js";
import { limitFields } from "./limit-fields.js";

/** @import { NewToken, TokenBody, TokenScope } from "#api" */

const ROLES = ["viewer", "launcher", "operator", "auditor", "admin", "customer"];

/** What each lets a script do; which of them a role has, the server says. @type {Array<[TokenScope, string]>} */
const SCOPES = [
  ["read", "read the fleet and the operations, and preview"],
  ["metrics", "read the metrics"],
  ["launch", "launch and retire VMs"],
  ["move", "move, place and withdraw hosts"],
  ["attach-network", "attach networks to servers"],
  ["decide", "decide for operations: retry, roll back, cancel and so on"],
  ["freeze", "freeze all operations, and lift a freeze"],
  ["reconcile", "end differences between the clouds and the history"],
  ["audit", "verify and export the history"],
  ["security-log", "read and export the security log"],
];

/**
 * The request for a token: what is left empty is left out, and means no restriction.
 *
 * @param {{ name: string, role: string, days: string, scopes: TokenScope[], addresses: string, limits: TokenBody["limits"] }} entered
 * @returns {TokenBody}
 */
export function tokenBody({ name, role, days, scopes, addresses, limits }) {
  const from = namesIn(addresses);
  return {
    name: name.trim(),
    role: /** @type {TokenBody["role"]} */ (role),
    ...(days.trim() ? { expires_in_days: Number(days) } : {}),
    ...(scopes.length > 0 ? { scopes } : {}),
    ...(from.length > 0 ? { addresses: from } : {}),
    ...(limits?.length ? { limits } : {}),
  };
}

/** The fields that are folded away; what is wrong there is shown. */
const MORE = /^(addresses|limits)/;

/**
 * @param {unknown} problem
 * @param {RegExp} names of fields
 */
const concerns = (problem, names) => problem instanceof Problem && problem.fields.some(({ field }) => names.test(field));

/** @param {() => void} made */
export function openTokenDialog(made) {
  const name = textField("token-name", "nightly-moves");
  name.required = true;
  name.maxLength = 60;
  name.autofocus = true;
  const role = h("select", { class: "form-select", id: "token-role" }, ...ROLES.map((value) => h("option", { value }, value)));
  const days = h("input", { class: "form-control", id: "token-days", type: "number", min: 1, max: 366, value: 90 });
  const ticks = SCOPES.map(([scope, label]) => {
    const box = h("input", { type: "checkbox", class: "form-check-input" });
    return { scope, box, element: h("label", { class: "tick" }, box, h("span", {}, h("code", {}, scope), ` ${label}`)) };
  });
  const addresses = namesField("token-addresses");
  const limits = limitFields([]);
  const scopes = h(
    "fieldset",
    { class: "tick-list", tabindex: "-1" },
    h("legend", {}, "Of its role it may only (none ticked: everything)"),
    ...ticks.map(({ element }) => element),
  );
  const errors = fieldErrors({ name, role, expires_in_days: days, scopes, addresses });
  const more = h(
    "details",
    { class: "more-fields" },
    h("summary", {}, "Only from some addresses, or on some pools, GPU types or contracts"),
    h(
      "label",
      { class: "field", for: "token-addresses" },
      "Addresses or networks, one in each line; empty for everywhere",
      addresses,
      errors.note("addresses"),
    ),
    h("p", { class: "page-note" }, "On these alone it may act, a name in each line. If all are empty, on everything."),
    ...limits.elements,
  );
  const submit = h("button", { type: "submit", form: "token-form", class: "btn btn-primary" }, "Make the token");
  const handle = openDialog({
    title: "A token for a script",
    body: h(
      "form",
      {
        id: "token-form",
        onsubmit: async (/** @type {SubmitEvent} */ event) => {
          event.preventDefault();
          submit.disabled = true;
          try {
            /** @type {NewToken} */
            const token = await post(
              "/api/tokens",
              tokenBody({
                name: name.value,
                role: role.value,
                days: days.value,
                scopes: ticks.filter(({ box }) => box.checked).map(({ scope }) => scope),
                addresses: addresses.value,
                limits: limits.entries(),
              }),
            );
            handle.close();
            made();
            showToken(token);
          } catch (problem) {
            more.open ||= concerns(problem, MORE);
            errors.show(problem);
          }
          submit.disabled = false;
        },
      },
      h("label", { class: "field", for: "token-name" }, "What it is for", name, errors.note("name")),
      h("label", { class: "field", for: "token-role" }, "Role", role, errors.note("role")),
      h("label", { class: "field", for: "token-days" }, "Ends after days", days, errors.note("expires_in_days")),
      scopes,
      errors.note("scopes"),
      more,
      errors.element,
    ),
    footer: ({ close }) => [
      h("button", { type: "button", class: "btn btn-outline-secondary", onclick: close }, "Cancel"),
      submit,
    ],
  });
}

/** @param {NewToken} made */
const showToken = ({ name, token }) =>
  showOnce(
    `Token ${name}`,
    token,
    "A script sends it as Authorization: Bearer, followed by the token. Keep it where the other secrets of the script are.",
  );
