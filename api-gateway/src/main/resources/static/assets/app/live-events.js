// @ts-check
// What the board does with an event of the gateway. Events carry changes; at the start, and after a gap, everything is loaded.

/** @import { FreezeState } from "#api" */
/** @import { ApprovalsEvent, HelloEvent, OperationEvent, PlansEvent, ReservationsEvent, SnapshotEvent } from "#events" */

/**
 * @typedef {object} LiveState
 * @property {() => void} loadAll
 * @property {() => void} loadFleet
 * @property {(event: OperationEvent) => void} applyOperation
 * @property {(state: FreezeState) => void} setFreeze
 * @property {(event: ApprovalsEvent) => void} setApprovals
 * @property {(event: PlansEvent) => void} setPlans
 * @property {(event: ReservationsEvent) => void} setReservations
 * @property {() => number | undefined} generation of the known snapshot
 * @property {(event: SnapshotEvent) => void} setSnapshot
 * @property {(hosts: string[] | undefined) => void} hostsChanged undefined: any host may have changed
 */

/**
 * @param {LiveState} board
 * @returns {(type: string, event: unknown) => void} ignores types of a newer gateway
 */
export function eventHandler(board) {
  return (type, event) => {
    if (type === "hello") {
      if (!(/** @type {HelloEvent} */ (event).resumed)) board.loadAll();
    } else if (type === "operation") {
      const change = /** @type {OperationEvent} */ (event);
      board.applyOperation(change);
      // A move that ends may leave the cloud as it was last read: then no new snapshot announces it.
      if (!change.open) board.loadFleet();
    } else if (type === "freeze") {
      board.setFreeze(/** @type {FreezeState} */ (event));
    } else if (type === "approvals") {
      board.setApprovals(/** @type {ApprovalsEvent} */ (event));
    } else if (type === "plans") {
      board.setPlans(/** @type {PlansEvent} */ (event));
    } else if (type === "reservations") {
      board.setReservations(/** @type {ReservationsEvent} */ (event));
    } else if (type === "snapshot") {
      const now = /** @type {SnapshotEvent} */ (event);
      const isNew = now.generation !== board.generation();
      board.setSnapshot(now);
      if (isNew) board.hostsChanged(now.changed_hosts);
    }
  };
}
