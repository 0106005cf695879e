// @ts-check
// Staged decisions beside the operations as they are now: what would be committed, and what is left out.
import { count, humanize } from "../core/format.js";
import { offeredActions } from "../operations/offered-actions.js";

/** @import { ActionEffect, DecisionOutcome, Operation } from "#api" */
/** @import { Staged } from "./staged.js" */

/** @typedef {"ready" | "undecided" | "left" | "unread"} RowStatus left: it is not decided, because it has changed or may not be */
/** @typedef {{ item: Staged, now: Operation | null, offers: ActionEffect[], chosen: ActionEffect | null, status: RowStatus, why: string }} Row */

/**
 * @param {Staged[]} items
 * @param {Map<string, Operation> | null} now by id; null while they could not be read
 * @param {ReadonlySet<string>} unknown ids of which there is no operation
 * @returns {Row[]}
 */
export const compare = (items, now, unknown) =>
  items.map((item) => {
    const operation = now?.get(item.id) ?? null;
    const offers = operation?.open ? offeredActions(operation) : [];
    const chosen = offers.find((offer) => offer.action === item.action) ?? null;
    return { item, now: operation, offers, chosen, ...statusOf(item, operation, chosen, unknown.has(item.id)) };
  });

/**
 * @param {Staged} item
 * @param {Operation | null} now
 * @param {ActionEffect | null} chosen
 * @param {boolean} gone
 * @returns {{ status: RowStatus, why: string }}
 */
function statusOf(item, now, chosen, gone) {
  /** @param {string} why @returns {{ status: RowStatus, why: string }} */
  const left = (why) => ({ status: "left", why });
  if (gone) return left("There is no such operation any more.");
  if (!now) return { status: "unread", why: "Not read yet." };
  if (!now.open) return left(`It has ended since: ${humanize(now.state)}.`);
  if (now.limited) return left(now.limited);
  if (now.pending_action) return left(`Somebody has requested ${humanize(now.pending_action)} already.`);
  if (now.state !== item.state || now.entered_at !== item.entered_at)
    return left(`It has changed since it was staged: ${humanize(now.state)} since ${now.entered_at}.`);
  if (item.result && item.result !== "NOT_TRIED") return left(item.why ?? "It was refused.");
  if (item.action === null) return { status: "undecided", why: "Nothing is recommended. Choose what is to be done." };
  if (!chosen) return left(`${humanize(item.action)} is not possible any more.`);
  return { status: "ready", why: "" };
}

/**
 * What would be called and where hosts would end, once for all rows with the same words.
 *
 * @param {Row[]} rows
 * @returns {Array<{ chosen: ActionEffect, hosts: string[] }>} the most frequent first
 */
export function groups(rows) {
  /** @type {Map<string, { chosen: ActionEffect, hosts: string[] }>} */
  const found = new Map();
  for (const { status, chosen, item } of rows) {
    if (status !== "ready" || !chosen) continue;
    const key = JSON.stringify([chosen.caption, chosen.end, chosen.calls]);
    const group = found.get(key) ?? { chosen, hosts: [] };
    group.hosts.push(item.host);
    found.set(key, group);
  }
  return [...found.values()].sort((a, b) => b.hosts.length - a.hosts.length);
}

/**
 * The calls to the clouds, in words.
 *
 * @param {ActionEffect} effect
 */
export function callsText({ calls }) {
  if (!calls) return "The worker says it in the sentence alone.";
  return calls.length === 0
    ? "Nothing is called that changes anything."
    : `${calls.map(({ cloud, call }) => `${cloud}: ${call}`).join(", then ")}.`;
}

/**
 * Whether a set was chosen by hand, or is all that matched.
 *
 * @param {{ whole: boolean, text: string, left?: string, number?: number } | null} choice
 * @param {number} number of staged operations
 */
export function choiceText(choice, number) {
  if (!choice) return count(number, "operation");
  const shown = number.toLocaleString("en");
  const first = choice.number ?? number;
  const which = choice.text ? `match ${choice.text}` : "are open";
  const what = !choice.whole
    ? `${shown} ticked`
    : first === number
      ? `All ${shown} that ${which} and can be decided`
      : `${shown} of the ${first.toLocaleString("en")} that ${which} and can be decided`;
  return [`${what}.`, choice.left].filter(Boolean).join(" ");
}

/**
 * @param {DecisionOutcome[]} outcomes
 * @returns {{ text: string, good: boolean }}
 */
export function outcomeText(outcomes) {
  /** @param {string} result */
  const number = (result) => outcomes.filter((outcome) => outcome.result === result).length;
  const parts = [
    [number("ACCEPTED"), "accepted"],
    [number("CHANGED"), "changed meanwhile and left alone"],
    [number("REFUSED"), "refused"],
    [number("NOT_TRIED"), "not tried yet"],
  ].flatMap(([some, words]) => (some ? [`${some} ${words}`] : []));
  return { text: `Of ${count(outcomes.length, "decision")}: ${parts.join(", ")}.`, good: number("ACCEPTED") === outcomes.length };
}
