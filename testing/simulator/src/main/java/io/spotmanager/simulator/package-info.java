/** Starts and stops the simulated cloud, from a command line or inside another JVM. */
@NullMarked
package io.spotmanager.simulator;

import org.jspecify.annotations.NullMarked;
