/** What is known of pools and hosts, from the snapshot alone. */
@NullMarked
package io.spotmanager.gateway.fleet;

import org.jspecify.annotations.NullMarked;
