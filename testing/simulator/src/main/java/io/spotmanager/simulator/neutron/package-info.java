/** Imitates the part of Neutron that lies under a fleet's servers: networks, and the ports that servers have on them. */
@NullMarked
package io.spotmanager.simulator.neutron;

import org.jspecify.annotations.NullMarked;
