/** Adapter for NetBox: owner, location and status of the hosts. */
@NullMarked
package io.spotmanager.clouds.netbox;

import org.jspecify.annotations.NullMarked;
