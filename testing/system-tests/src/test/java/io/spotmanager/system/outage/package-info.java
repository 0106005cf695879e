/** The broker or the database goes away under load, and comes back, the broker with nothing left. */
@NullMarked
package io.spotmanager.system.outage;

import org.jspecify.annotations.NullMarked;
