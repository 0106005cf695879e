// @ts-check
// /security-log?event=&actor=&address= : who came in, who was refused, and who changed what others may do.
import { timeElement } from "../core/time-element.js";
import { dataTable } from "../core/data-table.js";
import { h } from "../core/dom.js";
import { get, isAborted } from "../core/api.js";
import { route, setQuery } from "../core/router.js";
import { humanize, withShownTimes } from "../core/format.js";
import { cursorList } from "../shell/cursor-list.js";
import { jsonButton } from "../shell/json-button.js";

/** @import { SecurityLogEntry, SecurityVerificationReport } from "#api" */
/** @import { Where } from "../core/router.js" */

const DEBOUNCE_MS = 300;
const HEAD = ["Time", "Event", "Outcome", "Who", "Address", "Times", "Detail"];
const EVENTS = [
  "LOGGED_IN",
  "LOG_IN_FAILED",
  "LOCKED_OUT",
  "LOGGED_OUT",
  "SESSIONS_ENDED",
  "REFUSED",
  "FORGED",
  "MALFORMED",
  "TOKEN_MADE",
  "TOKEN_REVOKED",
  "TOKEN_USED",
  "PERSON_ADDED",
  "PERSON_CHANGED",
  "PERSON_DISABLED",
  "PERSON_ENABLED",
  "PASSWORD_CHANGED",
  "LIST_ACCEPTED",
  "EXPORTED",
  "VMS_READ",
  "APPROVAL_REQUESTED",
  "APPROVAL_GIVEN",
  "APPROVAL_DECLINED",
  "APPROVAL_WITHDRAWN",
  "APPROVAL_EXPIRED",
  "STARTED",
  "SETTINGS_CHANGED",
];
const FILTERS = ["event", "actor", "address"];

route(/^\/security-log\/?$/, "Security log", open, Object.fromEntries(FILTERS.map((name) => [name, null])));

/**
 * @param {HTMLElement} root
 * @param {Where} first
 */
function open(root, first) {
  let query = first.query;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const filters = () => Object.fromEntries(FILTERS.map((name) => [name, query.get(name)]));
  /** @type {HTMLSelectElement} */
  const event = h(
    "select",
    { class: "form-select form-select-sm", "aria-label": "Event", onchange: () => setQuery({ event: event.value }) },
    h("option", { value: "" }, "All events"),
    ...EVENTS.map((value) => h("option", { value }, humanize(value))),
  );
  const actor = textFilter("Who", "actor");
  const address = textFilter("Address", "address");
  const verdict = h("span", { class: "filters-note", role: "status" });
  const verify = h("button", { type: "button", class: "btn-quiet", onclick: verifyLog }, "Verify");
  const body = h("tbody");
  const rows = cursorList({ path: "/api/security-log", filters, list: body, row, empty: () => "No entry matches." });
  root.append(
    h(
      "div",
      { class: "page" },
      h("h1", { class: "visually-hidden" }, "Security log"),
      h(
        "form",
        {
          class: "filters",
          role: "search",
          "aria-label": "Filter the security log",
          onsubmit: (submit) => submit.preventDefault(),
        },
        event,
        actor,
        address,
        verdict,
        h("span", { class: "filters-end" }, verify, jsonButton("/api/security-log", filters, "security-log.json")),
      ),
      dataTable("Security log", HEAD, body),
      rows.note,
      rows.more,
    ),
  );

  /**
   * @param {string} label
   * @param {string} name
   */
  function textFilter(label, name) {
    const input = h("input", {
      class: "form-control form-control-sm",
      type: "search",
      placeholder: label,
      "aria-label": label,
      spellcheck: "false",
      oninput: () => {
        clearTimeout(timer);
        timer = setTimeout(() => setQuery({ [name]: input.value.trim() }), DEBOUNCE_MS);
      },
    });
    return input;
  }

  async function verifyLog() {
    verify.disabled = true;
    try {
      /** @type {SecurityVerificationReport} */
      const report = await get("/api/security-log/verification");
      verdict.textContent = report.whole
        ? `${report.entries} entries verified, nothing was changed or removed`
        : `${report.findings_in_all} findings: ${report.findings[0]}`;
    } catch (problem) {
      if (!isAborted(problem)) verdict.textContent = "The log could not be verified. Try again.";
    }
    verify.disabled = false;
  }

  /** @param {Where} where */
  function update(where) {
    query = where.query;
    event.value = query.get("event") ?? "";
    if (actor !== document.activeElement) actor.value = query.get("actor") ?? "";
    if (address !== document.activeElement) address.value = query.get("address") ?? "";
    rows.load();
  }

  const close = () => {
    rows.close();
    clearTimeout(timer);
  };
  update(first);
  return { update, close };
}

/** @param {SecurityLogEntry} entry */
function row(entry) {
  return h(
    "tr",
    { data: { outcome: entry.outcome } },
    h("td", { class: "nowrap" }, timeElement(entry.at)),
    h("td", {}, humanize(entry.event)),
    h("td", {}, entry.outcome.toLowerCase()),
    h("td", {}, entry.actor ?? ""),
    h("td", {}, entry.address ?? ""),
    h("td", { class: "num" }, entry.times === 1 ? "" : String(entry.times)),
    h("td", { class: "entry-detail" }, detailText(entry)),
  );
}

/**
 * @param {unknown} value
 * @returns {string}
 */
function valueText(value) {
  if (typeof value === "string") return withShownTimes(value);
  if (Array.isArray(value)) return value.map(valueText).join(", ");
  if (value === null || typeof value !== "object") return String(value);
  return Object.entries(value)
    .map(([name, part]) => `${name} ${valueText(part)}`)
    .join(" ");
}

/** @param {Pick<SecurityLogEntry, "detail" | "request_id">} entry */
export function detailText({ detail, request_id: id }) {
  const parts = Object.entries(/** @type {Record<string, unknown>} */ (detail)).map(
    ([name, value]) => `${name.replaceAll("_", " ")}: ${valueText(value)}`,
  );
  return [...parts, ...(id ? [`request ${id}`] : [])].join(" · ");
}
