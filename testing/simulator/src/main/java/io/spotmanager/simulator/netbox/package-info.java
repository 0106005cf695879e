/** Simulates the inventory of machines: the hosts of the fleet with their owners and places, and what stands beside them. */
@NullMarked
package io.spotmanager.simulator.netbox;

import org.jspecify.annotations.NullMarked;
