// @ts-check
// /commands?host= : every call to a cloud, as an equivalent command.
import { timeElement } from "../core/time-element.js";
import { h } from "../core/dom.js";
import { combineCleanups } from "../core/signal.js";
import { route, setQuery } from "../core/router.js";
import { humanize } from "../core/format.js";
import { onOperation } from "../operations/operation-store.js";
import { call } from "../operations/timeline.js";
import { jsonButton } from "../shell/json-button.js";
import { cursorList } from "../shell/cursor-list.js";

/** @import { LoggedStep, CommandLog } from "#api" */
/** @import { Where } from "../core/router.js" */

const DEBOUNCE_MS = 250;

route(/^\/commands\/?$/, "Commands", open, { host: null });

/**
 * @param {HTMLElement} root
 * @param {Where} first
 */
function open(root, first) {
  let query = first.query;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const host = h("input", {
    class: "form-control form-control-sm",
    type: "search",
    placeholder: "Host",
    "aria-label": "Host",
    spellcheck: "false",
  });
  const json = jsonButton("/api/command-log", () => ({ host: query.get("host") }), "command-log.json");
  const newRowsButton = h(
    "button",
    { type: "button", class: "fresh", hidden: true, onclick: show },
    "There are new commands. Show them",
  );
  const list = h("ol", { class: "log" });
  const rows = cursorList({
    path: "/api/command-log",
    filters: () => ({ host: query.get("host") }),
    list,
    row: entry,
    empty: () => (query.get("host") ? "No call for this host. Enter the full name." : "No call has been made yet."),
  });
  root.append(
    h(
      "div",
      { class: "page" },
      h("h1", { class: "visually-hidden" }, "Commands"),
      h(
        "form",
        { class: "filters", role: "search", "aria-label": "Filter the commands", onsubmit: (event) => event.preventDefault() },
        host,
        h("span", { class: "filters-note" }, "Every call to a cloud, newest first, secrets masked"),
        h("span", { class: "filters-end" }, json),
      ),
      newRowsButton,
      list,
      rows.note,
      rows.more,
    ),
  );
  host.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => setQuery({ host: host.value.trim() }), DEBOUNCE_MS);
  });

  /** @param {Where} where */
  function update(where) {
    query = where.query;
    if (host !== document.activeElement) host.value = query.get("host") ?? "";
    show();
  }

  function show() {
    newRowsButton.hidden = true;
    rows.load();
  }

  const close = combineCleanups(
    onOperation((changed, fromEvent) => fromEvent && (newRowsButton.hidden = false)),
    rows.close,
    () => clearTimeout(timer),
  );
  update(first);
  return { update, close };
}

/** @param {LoggedStep} item */
function entry(item) {
  return h(
    "li",
    { class: "log-entry" },
    h(
      "div",
      { class: "log-head" },
      timeElement(item.at),
      h("a", { href: `/operations/${item.operation_id}` }, item.host),
      h("span", {}, item.step ?? ""),
      h("span", { class: "log-event", data: { event: item.event } }, humanize(item.event)),
    ),
    h("div", { class: "log-calls" }, ...item.calls.map(call)),
  );
}
