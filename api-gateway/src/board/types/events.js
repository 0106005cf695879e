// The events of /api/events, and the parts of the API's JSON that its description leaves open. Written by hand: the records
// OperationEvent and SnapshotEvent of the gateway and the step history of the workflow kernel.

/** @import { History, LoggedCall, Operation, Snapshot } from "#api" */

/**
 * @typedef {object} HelloEvent
 * @property {string} gateway
 * @property {boolean} resumed false: events were missed, and everything has to be read again
 */

/**
 * The current state of an operation, without the command.
 *
 * @typedef {Pick<Operation, "id" | "kind" | "host" | "requested_by" | "batch_id" | "state" | "open" | "attempt" | "cause"
 *   | "available_at" | "actions" | "pending_action" | "seq" | "entered_at" | "updated_at">} OperationEvent
 */

/** @typedef {Snapshot & { changed_hosts?: string[] }} SnapshotEvent changed_hosts: missing if unknown or too many */

/**
 * What a history entry says about its step.
 *
 * @typedef {object} EntryDetail
 * @property {string} [why]
 * @property {string} [reason] the operator's, for a requested action
 * @property {number} [took_ms]
 * @property {LoggedCall[]} [calls]
 */

/** @typedef {Omit<History, "detail"> & { detail?: EntryDetail }} Entry */

export {};
