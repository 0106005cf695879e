/** Serves the simulator's own endpoints, with which a test looks behind the curtain. */
@NullMarked
package io.spotmanager.simulator.control;

import org.jspecify.annotations.NullMarked;
