/** Moves: what would happen, and make it so. */
@NullMarked
package io.spotmanager.gateway.migration;

import org.jspecify.annotations.NullMarked;
