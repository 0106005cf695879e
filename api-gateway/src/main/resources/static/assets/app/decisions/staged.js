// @ts-check
// Decisions that are not committed yet. They are stored in this browser, per user, until they are committed or taken out.
import { persist, signal } from "../core/signal.js";
import { newId } from "../core/id.js";

/** @import { DecisionBody, DecisionOutcome, Operation } from "#api" */

/**
 * An operation as it was when it was staged, and what is to be done with it.
 *
 * @typedef {object} Staged
 * @property {string} id
 * @property {string} host
 * @property {string} kind
 * @property {string} state
 * @property {string} entered_at
 * @property {string | null} action null while nobody has chosen one
 * @property {string} [result] what came of it, if it was committed and not accepted
 * @property {string} [why]
 */

/** How the operations were chosen. @typedef {{ whole: boolean, text: string, left?: string, number?: number }} Choice whole: all that matched a search; text: the search; left: what of it was not staged; number: how many were staged */

/** A request whose answer did not arrive. @typedef {{ key: string, body: DecisionBody }} Sent */

/** So many can be decided at once: the gateway's limit. */
export const MOST = 500;
const UNDO_STEPS = 20;

export const staged = signal(/** @type {Staged[]} */ ([]));
export const choice = signal(/** @type {Choice | null} */ (null));
export const sent = signal(/** @type {Sent | null} */ (null));
/** The number of changes that can be undone. */
export const undoable = signal(0);
/** @type {Array<{ items: Staged[], choice: Choice | null }>} */
const undoStack = [];

/** @param {string} user */
export function openStaged(user) {
  persist(staged, `spot.decisions.${user}`);
  persist(choice, `spot.decisions.choice.${user}`);
  persist(sent, `spot.decisions.sent.${user}`);
}

/** @param {Staged[]} items */
function change(items, next = choice.value) {
  undoStack.push({ items: staged.value, choice: choice.value });
  if (undoStack.length > UNDO_STEPS) undoStack.shift();
  undoable.set(undoStack.length);
  choice.set(items.length === 0 ? null : next);
  staged.set(items);
}

/**
 * Whether it can be decided now.
 *
 * @param {Pick<Operation, "open" | "actions" | "pending_action">} operation
 */
export const isDecidable = ({ open, actions, pending_action: pending }) => open && !pending && (actions ?? []).length > 0;

/**
 * Stages operations with what is recommended for each. One that is staged already is staged anew, as it is now.
 *
 * @param {Operation[]} operations
 * @param {Choice} how they were chosen
 * @returns {{ staged: number, over: number }} over: those above the limit, which were not staged
 */
export function stage(operations, how) {
  const ids = new Set(operations.map((operation) => operation.id));
  const kept = staged.value.filter((item) => !ids.has(item.id));
  const room = Math.max(0, MOST - kept.length);
  const added = operations.slice(0, room).map(asStaged);
  const all = [...kept, ...added];
  change(all, { ...(kept.length > 0 && choice.value?.text !== how.text ? mixed(how) : how), number: all.length });
  return { staged: added.length, over: operations.length - added.length };
}

/** @param {Choice} how */
const mixed = (how) => ({ whole: false, text: choice.value ? `${choice.value.text}; ${how.text}` : how.text, left: how.left });

/**
 * @param {Operation} operation
 * @returns {Staged}
 */
export const asStaged = ({ id, host, kind, state, entered_at, action_effects: effects }) => ({
  id,
  host,
  kind,
  state,
  entered_at,
  action: (effects ?? []).find((effect) => effect.recommended)?.action ?? null,
});

/**
 * @param {string[]} ids
 * @param {string | null} action
 */
export const choose = (ids, action) =>
  staged.update((items) =>
    items.map((item) => (ids.includes(item.id) ? { ...item, action, result: undefined, why: undefined } : item)),
  );

/** @param {string[]} ids */
export const unstage = (ids) => change(staged.value.filter((item) => !ids.includes(item.id)));

/** @returns false: there was nothing to undo */
export function undo() {
  const last = undoStack.pop();
  undoable.set(undoStack.length);
  if (!last) return false;
  choice.set(last.choice);
  staged.set(last.items);
  return true;
}

/**
 * The request for these decisions. It is kept until its answer has arrived, so that the same one can be sent again.
 *
 * @param {Staged[]} items each with an action
 * @param {string} reason
 * @returns {Sent}
 */
export function beginSending(items, reason) {
  const request = {
    key: newId(),
    body: {
      reason,
      decisions: items.map(({ id, action, state, entered_at }) => ({ id, action: action ?? "", state, entered_at })),
    },
  };
  sent.set(request);
  return request;
}

/** What was sent was refused as a whole: nothing of it was done. */
export const forgetSent = () => sent.set(null);

/**
 * Takes out what was accepted. What was not stays, with the reason. Nothing that was sent can be undone.
 *
 * @param {DecisionOutcome[]} outcomes
 */
export function applyOutcomes(outcomes) {
  const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  const tried = outcomes.some(({ result }) => result === "NOT_TRIED");
  undoStack.length = 0;
  undoable.set(0);
  if (!tried) sent.set(null);
  staged.update((items) =>
    items.flatMap((item) => {
      const outcome = byId.get(item.id);
      if (!outcome) return [item];
      return outcome.result === "ACCEPTED" ? [] : [{ ...item, result: outcome.result, why: outcome.why }];
    }),
  );
  if (staged.value.length === 0) choice.set(null);
}
