// @ts-check
// /account : the open sessions of the user, each of which can be ended.
import { dataTable } from "../core/data-table.js";
import { h } from "../core/dom.js";
import { get, remove } from "../core/api.js";
import { route } from "../core/router.js";
import { formatDateTime } from "../core/format.js";
import { failureNote } from "../shell/failure.js";
import { notifyInfo, notifyProblem } from "../shell/notices.js";
import { session } from "../shell/session.js";

/** @import { OpenSession, SessionList } from "#api" */

const HEAD = ["Begun", "Last used", "Ends at the latest", "Address", "Browser", ""];

route(/^\/account\/?$/, "Your sessions", open);

/** @param {HTMLElement} root */
function open(root) {
  const body = h("tbody");
  const state = h("div", { class: "page-state" });
  const others = h(
    "button",
    {
      type: "button",
      class: "btn btn-sm btn-outline-secondary",
      hidden: true,
      onclick: () => end("/api/me/sessions", "All your other sessions have ended."),
    },
    "End all others",
  );
  root.append(
    h(
      "div",
      { class: "page" },
      h("h1", { class: "page-title" }, "Your sessions"),
      h(
        "p",
        { class: "page-note" },
        session.value.shared
          ? `${session.value.name} is a shared user: sessions of other people with this log-in are listed, too.`
          : `Where ${session.value.name} is logged in. End what you do not know${session.value.issuer ? "" : ", then change your password"}.`,
      ),
      dataTable("Sessions", HEAD, body),
      state,
      h("div", { class: "page-more" }, others),
    ),
  );

  async function load() {
    try {
      /** @type {SessionList} */
      const { items } = await get("/api/me/sessions");
      body.replaceChildren(...items.map(row));
      others.hidden = items.every((item) => item.current);
      state.replaceChildren();
    } catch (problem) {
      state.replaceChildren(failureNote(null, problem, load));
    }
  }

  /**
   * @param {string} path
   * @param {string} done
   */
  async function end(path, done) {
    try {
      await remove(path);
      notifyInfo(done);
    } catch (problem) {
      notifyProblem(problem, "The session was not ended");
    }
    load();
  }

  /** @param {OpenSession} item */
  function row(item) {
    const button = h(
      "button",
      {
        type: "button",
        class: "btn-quiet",
        onclick: () => end(`/api/me/sessions/${encodeURIComponent(item.id)}`, "The session has ended."),
      },
      "End",
    );
    return h(
      "tr",
      {},
      ...[item.since, item.last_used_at, item.ends_at].map((time) => h("td", {}, formatDateTime(time))),
      h("td", {}, item.address ?? ""),
      h("td", { class: "browser-name", title: item.browser ?? "" }, item.browser ?? ""),
      h("td", {}, item.current ? "this one" : button),
    );
  }

  load();
  return {};
}
