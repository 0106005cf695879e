/** Simulates the inventory of machines: the hosts of the fleet with their owners and places, and other devices. */
@NullMarked
package io.spotmanager.simulator.netbox;

import org.jspecify.annotations.NullMarked;
