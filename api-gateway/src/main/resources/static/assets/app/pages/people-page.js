// @ts-check
// /people : who has a log-in. Admins add people, change roles, reset passwords, disable and enable.
import { h } from "../core/dom.js";
import { post } from "../core/api.js";
import { openDialog } from "../core/dialog.js";
import { route } from "../core/router.js";
import { formatDateTime } from "../core/format.js";
import { errorLine } from "../shell/error-line.js";
import { notifyInfo, notifyProblem } from "../shell/notices.js";
import { showOnce } from "../shell/shown-once.js";
import { adminList } from "./admin-list.js";
import { limitsText } from "./limit-fields.js";
import { openLimitsDialog } from "./limits-dialog.js";

/** @import { FirstPassword, Person } from "#api" */

const HEAD = ["Name", "Role", "May act on", "State", "Added", { text: "", label: "Change" }];
const ROLES = ["viewer", "launcher", "operator", "auditor", "admin", "customer"];

route(/^\/people\/?$/, "People", open);

/** @param {HTMLElement} root */
function open(root) {
  /** @type {import("./admin-list.js").AdminList<Person>} */
  const list = {
    title: "People",
    note: "Each person has a name of their own in the history. The shared users of the settings are not listed here: remove their passwords when everybody is.",
    head: HEAD,
    address: "/api/people",
    rows: (items, reload) => items.map((person) => row(person, reload)),
    none: "Nobody has a log-in of their own yet.",
    add: { label: "Add a person", open: openAddDialog },
  };
  return adminList(root, list);
}

/**
 * @param {Person} person
 * @param {() => void} reload
 * @param {string} what the last part of the path
 * @param {object} [body] of the request
 */
async function act(person, reload, what, body = {}) {
  try {
    const answer = await post(`/api/people/${encodeURIComponent(person.name)}/${what}`, body);
    if (what === "reset-password") showPassword(/** @type {FirstPassword} */ (answer));
    else notifyInfo(`${person.name}: done. It is in the security log.`);
  } catch (problem) {
    notifyProblem(problem, `${person.name} was not changed`);
  }
  reload();
}

/**
 * @param {Person} person
 * @param {() => void} reload
 */
function row(person, reload) {
  /** @type {HTMLSelectElement} */
  const role = h(
    "select",
    {
      class: "form-select form-select-sm role-choice",
      "aria-label": `Role of ${person.name}`,
      disabled: Boolean(person.disabled || person.issuer),
      title: person.issuer ? `Given by the groups at ${person.issuer}` : "",
      onchange: () => act(person, reload, "role", { role: role.value }),
    },
    ...ROLES.map((name) => h("option", { value: name, selected: name === person.role.toLowerCase() }, name)),
  );
  /**
   * @param {string} label
   * @param {string} what
   */
  const button = (label, what) =>
    h("button", { type: "button", class: "btn-quiet", onclick: () => act(person, reload, what) }, label);
  const changed = () => {
    notifyInfo(`${person.name}: done. It is in the security log.`);
    reload();
  };
  return h(
    "tr",
    {},
    h("td", {}, person.name),
    h("td", {}, role),
    h("td", { class: "limit-names" }, limitsText(person)),
    h("td", {}, stateOf(person)),
    h("td", {}, `${formatDateTime(person.created.at)} by ${person.created.by}`),
    h(
      "td",
      { class: "row-actions" },
      h("button", { type: "button", class: "btn-quiet", onclick: () => openLimitsDialog(person, changed) }, "Limits"),
      ...(person.disabled
        ? [button("Enable", "enable")]
        : [...(person.issuer ? [] : [button("New first password", "reset-password")]), button("Disable", "disable")]),
    ),
  );
}

/** @param {Person} person */
function stateOf(person) {
  if (person.disabled) return `disabled by ${person.disabled.by}, ${formatDateTime(person.disabled.at)}`;
  if (person.issuer) return `logs in at ${new URL(person.issuer).host}`;
  return person.must_change_password ? "has not chosen a password yet" : "can log in";
}

/** @param {FirstPassword} made */
const showPassword = ({ person, password }) =>
  showOnce(
    `First password of ${person.name}`,
    password,
    "It lets in once, within seven days, to choose another one. Hand it over in a way that nobody else reads.",
  );

/** @param {() => void} added */
function openAddDialog(added) {
  const name = h("input", {
    class: "form-control",
    id: "person-name",
    required: true,
    maxlength: 60,
    autofocus: true,
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: "false",
  });
  const role = h("select", { class: "form-select", id: "person-role" }, ...ROLES.map((value) => h("option", { value }, value)));
  const error = errorLine();
  const submit = h("button", { type: "submit", form: "person-form", class: "btn btn-primary" }, "Add");
  const handle = openDialog({
    title: "Add a person",
    body: h(
      "form",
      {
        id: "person-form",
        onsubmit: async (/** @type {SubmitEvent} */ event) => {
          event.preventDefault();
          submit.disabled = true;
          try {
            /** @type {FirstPassword} */
            const made = await post("/api/people", { name: name.value.trim(), role: role.value });
            handle.close();
            added();
            showPassword(made);
          } catch (problem) {
            error.show(problem);
          }
          submit.disabled = false;
        },
      },
      h("label", { class: "field", for: "person-name" }, "Name, or e-mail address", name),
      h("label", { class: "field", for: "person-role" }, "Role", role),
      error.element,
    ),
    footer: ({ close }) => [
      h("button", { type: "button", class: "btn btn-outline-secondary", onclick: close }, "Cancel"),
      submit,
    ],
  });
}
