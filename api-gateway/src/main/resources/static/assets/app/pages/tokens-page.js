// @ts-check
// /tokens : what scripts log in with. Admins make and revoke them.
import { h } from "../core/dom.js";
import { remove } from "../core/api.js";
import { route } from "../core/router.js";
import { formatDateTime } from "../core/format.js";
import { openConfirmDialog } from "../shell/confirm-dialog.js";
import { notifyInfo } from "../shell/notices.js";
import { adminList } from "./admin-list.js";
import { limitsText } from "./limit-fields.js";
import { openTokenDialog } from "./token-dialog.js";

/** @import { ApiToken } from "#api" */

const HEAD = ["Name", "Role", "May only", "May act on", "From", "Last used", "State", "Made", { text: "", label: "Revoke" }];

route(/^\/tokens\/?$/, "Tokens", open);

/** @param {HTMLElement} root */
function open(root) {
  /** @type {import("./admin-list.js").AdminList<ApiToken>} */
  const list = {
    title: "Tokens",
    note: "Scripts log in with a token of their own. The history names the token and who made it. A token itself is shown only when it is made.",
    head: HEAD,
    address: "/api/tokens",
    rows(items, reload) {
      const now = Date.now();
      return items.map((token) => row(token, now, reload));
    },
    none: "No token has been made yet.",
    add: { label: "Make a token", open: openTokenDialog },
  };
  return adminList(root, list);
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
