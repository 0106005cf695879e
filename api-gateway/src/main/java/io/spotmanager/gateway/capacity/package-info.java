/** Capacity over time. */
@NullMarked
package io.spotmanager.gateway.capacity;

import org.jspecify.annotations.NullMarked;
