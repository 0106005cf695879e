/** What an inventory of machines (NetBox) says about the hosts of the fleet: whose they are, where they stand, how they are. */
@NullMarked
package io.spotmanager.clouds.netbox;

import org.jspecify.annotations.NullMarked;
