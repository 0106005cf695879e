// @ts-check
// Chooses operations of the list for a decision: those that are ticked, or all that match the search. The set is fixed here.
import { get, post, withQuery } from "../core/api.js";
import { count } from "../core/format.js";
import { navigate } from "../core/router.js";
import { filtersOf } from "../operations/filter-query.js";
import { asText, chipsOf } from "../operations/search-tokens.js";
import { notifyProblem } from "../shell/notices.js";
import { isDecidable, MOST, stage } from "./staged.js";

/** @import { DecisionPreview, Operation, OperationPage } from "#api" */

/** @param {URLSearchParams} query */
const searchText = (query) => chipsOf(query).map(asText).join(" ");

/**
 * Stages them as they are shown. Events tell no effects of actions, so what is recommended is read now.
 *
 * @param {Operation[]} operations
 * @param {URLSearchParams} query of the list in which they were ticked
 */
export async function stageTicked(operations, query) {
  const decidable = operations.filter(isDecidable);
  const over = Math.max(0, decidable.length - MOST);
  stage(await withEffects(decidable.slice(0, MOST)), {
    whole: false,
    text: searchText(query),
    left: over > 0 ? `${count(over, "more")} were not staged: at most ${MOST} can be decided at once.` : undefined,
  });
  navigate("/decisions");
}

/**
 * Without an answer nothing is recommended; the page says what could not be read.
 *
 * @param {Operation[]} operations
 */
async function withEffects(operations) {
  /** @type {DecisionPreview | null} */
  const now = await post("/api/preview-decisions", { ids: operations.map(({ id }) => id) }).catch(() => null);
  const known = new Map((now?.items ?? []).map((operation) => [operation.id, operation]));
  return operations.map((seen) => {
    const { entered_at: since, action_effects: effects } = known.get(seen.id) ?? {};
    return { ...seen, action_effects: since === seen.entered_at ? (effects ?? []) : [] };
  });
}

/**
 * Reads what matches now, with the version of each. What matches later does not come in by itself.
 *
 * @param {URLSearchParams} query
 */
export async function stageAll(query) {
  try {
    /** @type {OperationPage} */
    const page = await get(withQuery("/api/operations", { ...filtersOf(query), open: true, limit: MOST }));
    const decidable = page.items.filter(isDecidable);
    const others = page.items.length - decidable.length;
    const left = [
      others > 0
        ? `${count(others, "other")} that matched cannot be decided now and ${others === 1 ? "is" : "are"} left out.`
        : "",
      page.next_cursor ? `More than ${MOST} match: these are the newest; narrow the search for the others.` : "",
    ]
      .filter(Boolean)
      .join(" ");
    stage(decidable, { whole: !page.next_cursor, text: searchText(query), left: left || undefined });
    navigate("/decisions");
  } catch (problem) {
    notifyProblem(problem, "Nothing was staged");
  }
}
