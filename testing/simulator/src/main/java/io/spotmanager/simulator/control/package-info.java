/** The control API: tests read and change the simulated state through it. */
@NullMarked
package io.spotmanager.simulator.control;

import org.jspecify.annotations.NullMarked;
