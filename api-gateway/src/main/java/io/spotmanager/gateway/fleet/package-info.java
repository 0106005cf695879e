/** Pools and hosts, read from the snapshot. */
@NullMarked
package io.spotmanager.gateway.fleet;

import org.jspecify.annotations.NullMarked;
