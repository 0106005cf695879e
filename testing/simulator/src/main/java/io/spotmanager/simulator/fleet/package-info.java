/** Holds the hosts, pools, services, flavors and servers of the simulated cloud. */
@NullMarked
package io.spotmanager.simulator.fleet;

import org.jspecify.annotations.NullMarked;
