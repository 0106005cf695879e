/** Tests the fleets that the simulator starts with. */
@NullMarked
package io.spotmanager.simulator.fleet;

import org.jspecify.annotations.NullMarked;
