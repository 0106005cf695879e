// @ts-check
// How many operations are in each state, beside the search. A state is a switch of its filter.
import { timeElement } from "../core/time-element.js";
import { h, renderList, setAttribute, setText } from "../core/dom.js";
import { get, isAborted, withQuery } from "../core/api.js";
import { sentenceCase } from "../core/format.js";
import { filtersOf } from "./filter-query.js";
import { tone } from "./progress.js";
import { workflows } from "./workflows.js";

/** @import { OperationCounts, StateCount } from "#api" */
/** @import { Tone } from "./progress.js" */

/** Counting is the dearest read of the page, so events do not cause it more often. */
const PAUSE_MS = 10_000;

/**
 * @param {(state: string | null) => void} choose sets the filter of the state; null removes it
 * @param {(counts: OperationCounts | null) => void} counted called with each answer; null while it is not known
 */
export function stateCounts(choose, counted) {
  let query = new URLSearchParams();
  /** @type {AbortController | null} */
  let request = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let countedAt = 0;
  const list = h("ul", { class: "state-counts", "aria-label": "Operations by state" });
  const note = h("span", { class: "filters-note", role: "status" });
  const element = h("div", { class: "state-counts-row" }, list, note);

  async function load() {
    clearTimeout(timer);
    request?.abort();
    request = new AbortController();
    countedAt = Date.now();
    const filters = { ...filtersOf(query), state: undefined, open: undefined };
    try {
      /** @type {OperationCounts} */
      const counts = await get(withQuery("/api/operations/counts", filters), { signal: request.signal });
      render(counts);
    } catch (problem) {
      if (isAborted(problem)) return;
      list.replaceChildren();
      setText(note, "The operations could not be counted.");
      counted(null);
    }
  }

  /** @param {OperationCounts} counts */
  function render(counts) {
    renderList(list, byTone(counts.states), { key: keyOf, create: makeCount, update: updateCount });
    note.replaceChildren(
      ...(counts.ended_since ? ["Ended ones are counted since ", timeElement(counts.ended_since), " only."] : []),
    );
    counted(counts);
  }

  /** @param {StateCount} each */
  function makeCount({ state }) {
    return h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: "state-count", onclick: () => choose(query.get("state") === state ? null : state) },
        h("span", { class: "state-count-name" }, sentenceCase(state)),
        h("span", { class: "state-count-number" }),
      ),
    );
  }

  /**
   * @param {HTMLElement} row
   * @param {StateCount} each
   */
  function updateCount(row, each) {
    const button = /** @type {HTMLElement} */ (row.firstElementChild);
    button.dataset.tone = toneOf(each);
    setAttribute(button, "aria-pressed", String(query.get("state") === each.state));
    setText(/** @type {HTMLElement} */ (button.lastElementChild), each.count.toLocaleString("en"));
  }

  return {
    element,
    /** @param {URLSearchParams} next */
    showQuery(next) {
      query = next;
      load();
    },
    /** Counts again soon, because an operation has changed. */
    changed() {
      clearTimeout(timer);
      timer = setTimeout(load, Math.max(400, countedAt + PAUSE_MS - Date.now()));
    },
    close() {
      clearTimeout(timer);
      request?.abort();
    },
  };
}

/** @param {StateCount} each */
const keyOf = ({ state, open }) => `${state}/${open}`;

/** What needs a person comes first. @param {StateCount[]} states */
const byTone = (states) => [...states].sort((a, b) => rank(a) - rank(b));

/** @param {StateCount} each */
const rank = (each) => (toneOf(each) === "attention" ? 0 : each.open ? 1 : 2);

/**
 * The same name means the same in all workflows that have it; if not, the first of them counts.
 *
 * @param {StateCount} each
 * @returns {Tone}
 */
function toneOf({ state, open }) {
  const kind = [...workflows.value].find(([, workflow]) => workflow.states.has(state))?.[0] ?? "";
  return tone({ kind, state, open });
}
