/** Holds the simulator against recordings of the real services, and tests what it adds to them. */
@NullMarked
package io.spotmanager.simulator;

import org.jspecify.annotations.NullMarked;
