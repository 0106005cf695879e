/** Commands that begin at a time: the times, maintenance windows, and what happens when a reservation is due. */
@NullMarked
package io.spotmanager.gateway.reservations;

import org.jspecify.annotations.NullMarked;
