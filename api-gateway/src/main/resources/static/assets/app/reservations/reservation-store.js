// @ts-check
// What is to come: the open reservations, read again after each event that names one.
import { get, withQuery } from "../core/api.js";
import { signal } from "../core/signal.js";

/** @import { Reservation, ReservationPage } from "#api" */
/** @import { ReservationsEvent } from "#events" */

const PAGE_SIZE = 500;

/** Open ones, or with an open return, by the time at which they begin. At most 500. */
export const reservations = signal(/** @type {Reservation[]} */ ([]));
/** How many stand in front of a person. */
export const askingReservations = signal(0);
/** Goes up with each change, of ended ones too. */
export const reservationChanges = signal(0);

/** @param {ReservationsEvent} event */
export function applyReservations({ asking, changed }) {
  askingReservations.set(asking);
  if (changed.length === 0) return;
  reservationChanges.set(reservationChanges.value + 1);
  loadReservations().catch(() => null);
}

export async function loadReservations() {
  /** @type {ReservationPage} */
  const page = await get(`${withQuery("/api/reservations", { limit: PAGE_SIZE })}&state=PLANNED&state=ASKING`);
  reservations.set(page.items);
}

/**
 * By host, in the order of their times.
 *
 * @param {Reservation[]} all
 * @returns {Map<string, Reservation[]>}
 */
export function byHost(all) {
  /** @type {Map<string, Reservation[]>} */
  const found = new Map();
  for (const one of all) found.set(one.host, [...(found.get(one.host) ?? []), one]);
  return found;
}
