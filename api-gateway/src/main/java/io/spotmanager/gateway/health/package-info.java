/** The health check of the gateway. */
@NullMarked
package io.spotmanager.gateway.health;

import org.jspecify.annotations.NullMarked;
