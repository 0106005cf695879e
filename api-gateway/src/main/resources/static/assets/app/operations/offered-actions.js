// @ts-check
// The actions that an operator can request, in the words of the worker.
import { humanize, sentenceCase } from "../core/format.js";

/** @import { ActionEffect, Operation } from "#api" */

// For an operation whose state was written by a worker that does not say what its actions do.
const NO_DESCRIPTION = "An earlier release of the worker wrote this state and does not say what this does to the host.";

/**
 * The kernel's own names, for an operation whose worker says nothing: another release may mean something else by a caption.
 *
 * @type {Record<string, string>}
 */
const NAMES = { RETRY: "Retry", ROLL_BACK: "Roll back", SKIP: "Skip this step", ADOPT: "Adopt", CANCEL: "Cancel" };

/**
 * The offered actions, with the worker's texts for this operation.
 *
 * @param {Pick<Operation, "actions"> & Partial<Operation>} operation
 * @returns {ActionEffect[]}
 */
export function offeredActions(operation) {
  if (operation.action_effects?.length) return operation.action_effects;
  return operation.actions.map((name) => ({
    action: name,
    caption: NAMES[name] ?? sentenceCase(humanize(name)),
    effect: NO_DESCRIPTION,
    recommended: false,
  }));
}
