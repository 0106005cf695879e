// The events of /api/events, and the parts of the API's JSON that its description leaves open. Written by hand: the records
// OperationEvent and SnapshotEvent of the gateway and the step history of the workflow kernel.

/** @import { BoxScore, History, LoggedCall, Operation, Plan, Snapshot } from "#api" */

/**
 * @typedef {object} HelloEvent
 * @property {string} gateway
 * @property {boolean} resumed false: events were missed, and everything has to be read again
 * @property {number} [heartbeat_ms] how often something arrives at least; an older gateway does not say it
 */

/**
 * The current state of an operation, without the command.
 *
 * @typedef {Pick<Operation, "id" | "kind" | "host" | "requested_by" | "batch_id" | "state" | "open" | "attempt" | "cause"
 *   | "available_at" | "actions" | "pending_action" | "seq" | "entered_at" | "updated_at">} OperationEvent
 */

/** @typedef {Snapshot & { changed_hosts?: string[] }} SnapshotEvent changed_hosts: missing if unknown or too many */

/**
 * A request for approval that has changed.
 *
 * @typedef {object} ApprovalNotice
 * @property {string} id
 * @property {"PENDING" | "APPROVED" | "DECLINED" | "WITHDRAWN" | "EXPIRED"} state
 * @property {string} kind
 * @property {string} host
 * @property {string} requested_by
 * @property {string} [first] the first of the two persons
 * @property {string} [ended_by]
 * @property {string} [operation] that it has begun
 */

/** @typedef {{ pending: number, changed: ApprovalNotice[] }} ApprovalsEvent changed: none right after a connection */

/**
 * A plan that has changed.
 *
 * @typedef {object} PlanNotice
 * @property {string} id
 * @property {string} [name]
 * @property {Plan["state"]} state
 * @property {string} created_by
 * @property {string} [policy] that proposed it
 * @property {BoxScore} score
 */

/** @typedef {{ changed: PlanNotice[] }} PlansEvent */

/**
 * A reservation, or its return, that has changed.
 *
 * @typedef {object} ReservationNotice
 * @property {string} reservation
 * @property {string} state
 * @property {string} host
 * @property {string} changed_at
 */

/** @typedef {{ asking: number, changed: ReservationNotice[] }} ReservationsEvent changed: none right after a connection */

/**
 * What a history entry says about its step.
 *
 * @typedef {object} EntryDetail
 * @property {string} [why]
 * @property {string} [reason] the operator's, for a requested action
 * @property {number} [took_ms]
 * @property {LoggedCall[]} [calls]
 * @property {{ approval?: { id: string, persons: string[] }, reservation?: { id: string, asked_by: string, asked_at: string } }} [origin] of the first entry: where the command came from
 */

/** @typedef {Omit<History, "detail"> & { detail?: EntryDetail }} Entry */

export {};
