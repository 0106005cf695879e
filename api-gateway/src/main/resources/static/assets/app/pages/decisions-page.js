// @ts-check
// /decisions: operations that are staged for a decision. Everything is shown as it would be done; nothing is sent before the commit.
import { focused, h, renderList, setText } from "../core/dom.js";
import { combineCleanups, scheduleRender } from "../core/signal.js";
import { asError, post, Problem, problemText } from "../core/api.js";
import { route } from "../core/router.js";
import { count } from "../core/format.js";
import { callsText, choiceText, compare, groups, outcomeText } from "../decisions/compare.js";
import { decisionRow } from "../decisions/decision-row.js";
import {
  applyOutcomes,
  beginSending,
  choice,
  choose,
  forgetSent,
  sent,
  staged,
  undo,
  undoable,
  unstage,
} from "../decisions/staged.js";
import { onOperation, track } from "../operations/operation-store.js";
import { failureNote } from "../shell/failure.js";
import { canOperate } from "../shell/session.js";

/** @import { DecisionOutcomes, DecisionPreview, Operation } from "#api" */
/** @import { Row } from "../decisions/compare.js" */
/** @import { Sent } from "../decisions/staged.js" */

const HEAD = ["Host", "State", "What is to be done", "The host", ""];
const RELOAD_MS = 1_000;
/** With these it is not known whether anything was done. */
const AMBIGUOUS_STATUSES = new Set([500, 502, 503, 504]);

route(/^\/decisions\/?$/, "Decisions", open);

/** @param {HTMLElement} root */
function open(root) {
  /** @type {Map<string, Operation> | null} */
  let now = null;
  /** @type {Set<string>} */
  let unknown = new Set();
  let sending = false;
  let reading = 0;
  /** What was staged when it was read last. */
  let readFor = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const what = h("p", { class: "page-note", role: "status" });
  const problem = h("div", {});
  const outcome = h("p", { class: "decision-outcome", role: "status", hidden: true });
  const again = h("div", { class: "decision-again", role: "alert", hidden: true });
  const summary = h("ul", { class: "decision-groups", "aria-label": "What will be called" });
  const body = h("tbody");
  const table = h(
    "table",
    { class: "grid-table decisions" },
    h(
      "thead",
      {},
      h("tr", {}, ...HEAD.map((title) => h("th", { scope: "col" }, title || h("span", { class: "visually-hidden" }, "Tools")))),
    ),
    body,
  );
  const frame = h("div", { class: "table-frame" }, table);
  const reason = h("input", {
    class: "form-control",
    id: "decision-reason",
    required: true,
    maxlength: 2000,
    autocomplete: "off",
    placeholder: "Why? It goes into the history of each",
    "aria-label": "Reason",
  });
  const commit = h("button", { type: "submit", class: "btn btn-primary" });
  const recommended = h(
    "button",
    { type: "button", class: "btn btn-sm btn-outline-secondary", onclick: chooseRecommended },
    "Recommended for all",
  );
  const leftOut = h(
    "button",
    { type: "button", class: "btn btn-sm btn-outline-secondary", onclick: takeOutLeft },
    "Take out what is left out",
  );
  const undoButton = h("button", { type: "button", class: "btn-quiet", onclick: undo }, "Undo");
  const clear = h(
    "button",
    { type: "button", class: "btn-quiet", onclick: () => unstage(staged.value.map(({ id }) => id)) },
    "Take out all",
  );
  const note = h("span", { class: "review-note", role: "status" });
  const form = h("form", { class: "decision-form", onsubmit: submit }, reason, commit, note);
  const empty = h(
    "p",
    { class: "state-note" },
    "Nothing is staged. Tick operations in ",
    h("a", { href: "/operations?open=true" }, "the list"),
    ", or stage all that match a search there.",
  );
  root.append(
    h(
      "div",
      { class: "page decisions-page" },
      h("h1", { class: "page-title" }, "Decisions"),
      what,
      outcome,
      again,
      problem,
      h("div", { class: "decision-bar" }, recommended, leftOut, undoButton, clear),
      summary,
      form,
      frame,
      empty,
    ),
  );

  const rows = () => compare(staged.value, now, unknown);

  const render = scheduleRender(() => {
    const all = rows();
    const ready = all.filter(({ status }) => status === "ready");
    const left = all.filter(({ status }) => status === "left");
    const undecided = all.filter(({ status }) => status === "undecided");
    const some = all.length > 0;
    setText(what, some ? choiceText(choice.value, all.length) : "");
    empty.hidden = some || !again.hidden;
    frame.hidden = !some;
    form.hidden = !some || !canOperate();
    for (const button of [recommended, clear]) button.hidden = !some;
    leftOut.hidden = left.length === 0;
    undoButton.hidden = undoable.value === 0;
    recommended.disabled = !all.some(({ offers, item }) =>
      offers.some((offer) => offer.recommended && offer.action !== item.action),
    );
    commit.disabled = sending || sent.value !== null || ready.length === 0;
    setText(commit, sending ? "Committing …" : `Commit ${count(ready.length, "decision")}`);
    setText(
      note,
      [
        left.length > 0 ? `${left.length} left out` : "",
        undecided.length > 0 ? `${undecided.length} without a choice` : "",
        all.some(({ status }) => status === "unread") ? "being read" : "",
      ]
        .filter(Boolean)
        .join(", "),
    );
    renderList(summary, groups(all), { key: (group) => JSON.stringify(group), create: groupView });
    renderList(body, all, { key: ({ item }) => item.id, create: () => h("tr"), update: updateRow });
    again.hidden = sent.value === null || sending;
    again.replaceChildren(...(sent.value === null ? [] : [againView(sent.value)]));
  });

  let readings = 0;
  /** What each row shows. @type {WeakMap<HTMLElement, { key: string, action: string | null }>} */
  const shown = new WeakMap();
  /** A host was read: its row is rendered again. */
  function readAgain() {
    readings++;
    render();
  }

  /**
   * A row is rendered again if what it shows is another; not while somebody chooses in it.
   *
   * @param {HTMLElement} element
   * @param {Row} row
   */
  function updateRow(element, row) {
    const key = rowKey(row);
    const before = shown.get(element);
    if (before?.key === key) return;
    const at = element.contains(focused()) ? focused() : null;
    if (at instanceof HTMLSelectElement && before?.action === row.item.action) {
      at.addEventListener("blur", () => render(), { once: true });
      return;
    }
    const label = at?.getAttribute("aria-label");
    shown.set(element, { key, action: row.item.action });
    element.dataset.status = row.status;
    element.dataset.id = row.item.id;
    element.replaceChildren(...decisionRow(row, readAgain));
    if (label) /** @type {HTMLElement | null} */ (element.querySelector(`[aria-label="${CSS.escape(label)}"]`))?.focus();
  }

  /** @param {Row} row */
  const rowKey = ({ item, now: operation, offers, status, why }) =>
    JSON.stringify([item.action, status, why, operation?.state, operation?.entered_at, operation?.cause, offers, readings]);

  /** @param {Sent} request */
  const againView = ({ body: { decisions } }) =>
    h(
      "div",
      {},
      h(
        "p",
        {},
        `No complete answer came for ${count(decisions.length, "decision")}: some may have been accepted. Sent again, none is decided twice.`,
      ),
      h(
        "button",
        { type: "button", class: "btn btn-sm btn-primary", onclick: () => sent.value && send(sent.value) },
        "Send it again",
      ),
    );

  async function read() {
    const ids = staged.value.map(({ id }) => id);
    const number = ++reading;
    readFor = ids.join();
    if (ids.length === 0) {
      now = null;
      problem.replaceChildren();
      return render();
    }
    try {
      /** @type {DecisionPreview} */
      const preview = await post("/api/preview-decisions", { ids });
      if (number !== reading) return;
      now = new Map(preview.items.map((operation) => [operation.id, operation]));
      unknown = new Set(preview.unknown);
      problem.replaceChildren();
    } catch (error) {
      if (number !== reading) return;
      // What is not known to be as it is shown is not committed.
      now = null;
      problem.replaceChildren(failureNote("The operations could not be read, so nothing can be committed.", error, read));
    }
    render();
  }

  /** @param {SubmitEvent} event */
  function submit(event) {
    event.preventDefault();
    const ready = rows().filter(({ status }) => status === "ready");
    if (sending || sent.value !== null || ready.length === 0) return;
    send(
      beginSending(
        ready.map(({ item }) => item),
        reason.value.trim(),
      ),
    );
  }

  /** @param {Sent} request */
  async function send({ key, body: decisions }) {
    if (sending) return;
    sending = true;
    render();
    try {
      /** @type {DecisionOutcomes} */
      const { items } = await post("/api/decisions", decisions, { headers: { "Idempotency-Key": key } });
      applyOutcomes(items);
      const { text, good } = outcomeText(items);
      tell(text, good);
      reason.value = "";
      for (const { id } of items.slice(0, 50)) track(id);
    } catch (error) {
      if (error instanceof Problem && !AMBIGUOUS_STATUSES.has(error.status)) {
        forgetSent();
        tell(`Nothing was committed. ${problemText(error)}`, false);
      } else tell(asError(error).message, false);
    }
    sending = false;
    read();
  }

  /**
   * @param {string} text
   * @param {boolean} good
   */
  function tell(text, good) {
    outcome.hidden = false;
    outcome.dataset.tone = good ? "good" : "bad";
    setText(outcome, text);
  }

  function chooseRecommended() {
    for (const action of new Set(
      rows().flatMap(({ offers }) => offers.filter((offer) => offer.recommended).map((offer) => offer.action)),
    ))
      choose(
        rows()
          .filter(({ offers }) => offers.some((offer) => offer.recommended && offer.action === action))
          .map(({ item }) => item.id),
        action,
      );
  }

  function takeOutLeft() {
    unstage(
      rows()
        .filter(({ status }) => status === "left")
        .map(({ item }) => item.id),
    );
  }

  const close = combineCleanups(
    staged.subscribe(() => {
      render();
      if (staged.value.map(({ id }) => id).join() !== readFor) read();
    }),
    choice.subscribe(render),
    sent.subscribe(render),
    undoable.subscribe(render),
    onOperation((changed) => {
      if (!staged.value.some(({ id }) => id === changed.id)) return;
      clearTimeout(timer);
      timer = setTimeout(read, RELOAD_MS);
    }),
    () => clearTimeout(timer),
    render.cancel,
  );
  render();
  read();
  return { close };
}

/** @param {ReturnType<typeof groups>[number]} group */
const groupView = ({ chosen, hosts }) =>
  h(
    "li",
    {},
    h("b", {}, `${hosts.length} × ${chosen.caption}`),
    h("span", {}, ` ${callsText(chosen)}`),
    chosen.end ? h("span", {}, ` ${hosts.length === 1 ? "The host is" : "The hosts are"} then ${chosen.end}.`) : null,
  );
