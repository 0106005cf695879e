// @ts-check
// /tokens : what scripts log in with. Admins make and revoke them.
import { dataTable } from "../core/data-table.js";
import { h } from "../core/dom.js";
import { get, remove } from "../core/api.js";
import { route } from "../core/router.js";
import { formatDateTime } from "../core/format.js";
import { openConfirmDialog } from "../shell/confirm-dialog.js";
import { failureNote } from "../shell/failure.js";
import { notifyInfo } from "../shell/notices.js";
import { isAdmin } from "../shell/session.js";
import { limitsText } from "./limit-fields.js";
import { openTokenDialog } from "./token-dialog.js";

/** @import { ApiToken, TokenList } from "#api" */

const HEAD = ["Name", "Role", "May only", "May act on", "From", "Last used", "State", "Made", { text: "", label: "Revoke" }];

route(/^\/tokens\/?$/, "Tokens", open);

/** @param {HTMLElement} root */
function open(root) {
  const body = h("tbody");
  const state = h("div", { class: "page-state" });
  root.append(
    h(
      "div",
      { class: "page" },
      h("h1", { class: "page-title" }, "Tokens"),
      h(
        "p",
        { class: "page-note" },
        "Scripts log in with a token of their own. The history names the token and who made it. A token itself is shown only when it is made.",
      ),
      dataTable("Tokens", HEAD, body),
      state,
      h(
        "div",
        { class: "page-more" },
        isAdmin()
          ? h("button", { type: "button", class: "btn btn-sm btn-primary", onclick: () => openTokenDialog(load) }, "Make a token")
          : null,
      ),
    ),
  );

  async function load() {
    try {
      /** @type {TokenList} */
      const { items } = await get("/api/tokens");
      const now = Date.now();
      body.replaceChildren(...items.map((token) => row(token, now, load)));
      state.replaceChildren(...(items.length > 0 ? [] : [h("p", { class: "state-note" }, "No token has been made yet.")]));
    } catch (problem) {
      state.replaceChildren(failureNote(null, problem, load));
    }
  }

  load();
  return {};
}

/**
 * @param {ApiToken} token
 * @param {number} now
 * @param {() => void} changed
 */
function row(token, now, changed) {
  return h(
    "tr",
    {},
    h("td", { class: "token-name" }, token.name),
    h("td", {}, token.role.toLowerCase()),
    h("td", { class: "limit-names" }, token.scopes?.join(", ") ?? "everything of its role"),
    h("td", { class: "limit-names" }, limitsText(token)),
    h("td", { class: "limit-names" }, token.addresses?.join(", ") ?? "everywhere"),
    h("td", {}, token.last_used_at ? formatDateTime(token.last_used_at) : "never"),
    h("td", {}, stateOf(token, now)),
    h("td", {}, `${formatDateTime(token.created.at)} by ${token.created.by}`),
    h(
      "td",
      { class: "row-actions" },
      letsIn(token, now)
        ? h("button", { type: "button", class: "btn-quiet", onclick: () => openRevokeDialog(token, changed) }, "Revoke")
        : null,
    ),
  );
}

/**
 * @param {ApiToken} token
 * @param {number} now
 */
const letsIn = (token, now) => !token.revoked && Date.parse(token.expires_at) > now;

/**
 * @param {ApiToken} token
 * @param {number} now
 */
export function stateOf(token, now) {
  if (token.revoked) return `revoked by ${token.revoked.by}, ${formatDateTime(token.revoked.at)}`;
  return `${letsIn(token, now) ? "ends" : "has ended"} ${formatDateTime(token.expires_at)}`;
}

/**
 * @param {ApiToken} token
 * @param {() => void} changed
 */
const openRevokeDialog = (token, changed) =>
  openConfirmDialog({
    title: `Revoke ${token.name}?`,
    text: token.last_used_at
      ? `It was used last at ${formatDateTime(token.last_used_at)}. What sends it is refused from now on; operations that it asked for go on.`
      : "It was never used. What sends it is refused from now on.",
    label: "Revoke",
    tone: "btn-danger",
    act: async () => {
      await remove(`/api/tokens/${encodeURIComponent(token.id)}`);
      notifyInfo(`${token.name} lets nobody in any more. It is in the security log.`);
    },
    after: changed,
  });
