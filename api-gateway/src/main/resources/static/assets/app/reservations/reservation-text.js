// @ts-check
// The words for reservations. Pure functions.
import { contractName } from "../fleet/pools.js";

/** @import { Reservation } from "#api" */

/**
 * The part of a reservation that is next, or was last: the way out or the return.
 *
 * @typedef {Pick<Reservation, "state" | "kind" | "request" | "begins_at" | "latest_at" | "cause" | "operation" | "end">} Leg
 */

/** @type {Record<Reservation["state"], string>} */
const TONES = { PLANNED: "busy", ASKING: "warn", BEGUN: "good", REFUSED: "bad", MISSED: "bad", CANCELLED: "calm" };
/** @type {Record<Reservation["state"], string>} */
const LABELS = {
  PLANNED: "planned",
  ASKING: "needs a decision",
  BEGUN: "begun",
  REFUSED: "refused",
  MISSED: "missed",
  CANCELLED: "cancelled",
};

/** @param {Reservation["state"]} state */
export const reservationTone = (state) => TONES[state] ?? "calm";
/** @param {Reservation["state"]} state */
export const reservationLabel = (state) => LABELS[state] ?? state.toLowerCase();

/** @param {{ state: Reservation["state"] }} leg */
export const isOpen = ({ state }) => state === "PLANNED" || state === "ASKING";

/**
 * The parts of a reservation, in the order of their times.
 *
 * @param {Reservation} reservation
 * @returns {Leg[]}
 */
export const legs = (reservation) => (reservation.return ? [reservation, reservation.return] : [reservation]);

/**
 * What somebody can decide about now; undefined if it has ended.
 *
 * @param {Reservation} reservation
 */
export const openLeg = (reservation) => legs(reservation).find(isOpen);

/**
 * What it does, in a few words.
 *
 * @param {Pick<Leg, "kind" | "request">} leg
 */
export function legText({ kind, request }) {
  const { source_aggregate: source, target_aggregate: target } = request;
  switch (kind) {
    case "placement":
      return `into ${contractName(String(target))}`;
    case "withdrawal":
      return `out of ${contractName(String(source))}`;
    case "migration":
      return `${contractName(String(source))} to ${contractName(String(target))}`;
    default:
      return kind;
  }
}

/**
 * Where it goes, for a line that names the host already.
 *
 * @param {Pick<Leg, "kind" | "request">} leg
 */
export const goalText = ({ kind, request }) =>
  kind === "withdrawal" ? "out of stock" : `to ${contractName(String(request.target_aggregate ?? kind))}`;
