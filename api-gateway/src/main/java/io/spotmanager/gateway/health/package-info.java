/** Whether this gateway can serve. */
@NullMarked
package io.spotmanager.gateway.health;

import org.jspecify.annotations.NullMarked;
