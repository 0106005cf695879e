// One line that is always there: how old each source is, what has just happened, whether this page hears the gateway.
import { h, icon, keyed, mark, say } from "../core/dom.js";
import { loggedOut, post } from "../core/api.js";
import { link } from "../core/stream.js";
import { age, moment } from "../core/format.js";
import { openDialog } from "../core/dialog.js";
import { snapshot, sourceName, sources as known, troubleOf } from "../fleet/snapshot.js";
import { complainOf, dismiss, inform, notices, shown } from "./notices.js";
import { mayAct } from "./session.js";

const TICK_MS = 1000;

export function drawStatusBar(root, { reconnect }) {
  const sources = h("ul", { class: "sources", "aria-label": "Age of what is shown, by source" });
  const refresh = h(
    "button",
    { type: "button", class: "btn-icon", "aria-label": "Read the cloud anew", title: "Read the cloud anew", onclick: readAnew },
    icon("refresh"),
  );
  const text = h("span", { class: "notice-text" });
  const action = h("button", { type: "button", class: "notice-action" });
  const gone = h("button", { type: "button", class: "btn-icon", "aria-label": "Dismiss", onclick: dismiss }, icon("close"));
  const notice = h("div", { class: "notice", role: "status", "aria-live": "polite" }, text, action, gone);
  const log = h("button", { type: "button", class: "btn-quiet", onclick: showNotices }, "Notices");
  const state = h(
    "button",
    { type: "button", class: "link-state", onclick: () => (loggedOut.value ? location.reload() : reconnect()) },
    h("i", { "aria-hidden": "true" }),
    h("span", { role: "status" }),
  );
  root.append(
    h("div", { class: "status-left" }, sources, mayAct() ? refresh : null),
    notice,
    h("div", { class: "status-right" }, log, state),
  );

  function drawSources() {
    keyed(sources, known(), {
      key: (source) => source.name,
      create: () =>
        h("li", { class: "source" }, h("i", { "aria-hidden": "true" }), h("span"), h("span", { class: "source-age" })),
      update: drawSource,
    });
  }

  function drawSource(element, source) {
    const [, name, old] = element.children;
    element.dataset.state = source.state;
    say(name, sourceName(source));
    say(
      old,
      source.state === "OFF"
        ? "off"
        : source.state === "UNREAD"
          ? "not read yet"
          : `${source.state === "STALE" ? "stale " : ""}${age(source.read_at)}`,
    );
    mark(
      element,
      "title",
      [
        source.state === "STALE" && source.read_at && `not read since ${moment(source.read_at)}`,
        source.trouble && troubleOf(source),
        source.items !== undefined && `${source.items} items, ${source.calls} calls, ${source.took_ms} ms`,
      ]
        .filter(Boolean)
        .join(" · ") || null,
    );
  }

  function drawNotice() {
    const now = shown.value;
    notice.hidden = !now;
    notice.dataset.tone = now?.tone ?? "";
    mark(notice, "role", now?.tone === "bad" ? "alert" : "status");
    say(text, now?.text ?? "");
    action.hidden = !now?.action;
    say(action, now?.action?.label ?? "");
    action.onclick = () => {
      dismiss();
      now.action.run();
    };
  }

  function drawLink() {
    const now = loggedOut.value ? "out" : link.value.state;
    root.dataset.link = now;
    say(state.lastChild, sentenceOf(now, link.value));
    mark(state, "title", now === "live" ? `Since ${moment(link.value.since)}` : now === "out" ? null : "Connect now");
    state.disabled = now === "live";
  }

  async function readAnew() {
    refresh.disabled = true;
    try {
      await post("/api/refresh");
      inform("The cloud is read anew; the board follows by itself.");
    } catch (problem) {
      complainOf(problem, "The cloud is not read anew");
    } finally {
      refresh.disabled = false;
    }
  }

  snapshot.watch(drawSources);
  shown.watch(drawNotice);
  link.watch(drawLink);
  loggedOut.watch(drawLink);
  setInterval(() => {
    if (document.hidden) return;
    drawSources();
    if (link.value.state !== "live") drawLink();
  }, TICK_MS);
  drawSources();
  drawNotice();
  drawLink();
}

function sentenceOf(now, { since, next }) {
  if (now === "live") return "Live";
  if (now === "out") return "Logged out: log in again";
  if (now === "connecting") return "Connecting";
  const wait = Math.max(0, Math.ceil((next - Date.now()) / 1000));
  return `Connection lost ${age(since, Date.now())} ago, ${wait > 0 ? `again in ${wait} s` : "connecting"}`;
}

function showNotices() {
  const rows = notices.value.map((notice) =>
    h("li", { data: { tone: notice.tone } }, h("time", { datetime: notice.at }, moment(notice.at)), h("span", {}, notice.text)),
  );
  openDialog({
    title: "Notices",
    body:
      rows.length > 0
        ? h("ol", { class: "notice-log" }, ...rows)
        : h("p", { class: "state-note" }, "Nothing has happened on this page yet."),
  });
}
