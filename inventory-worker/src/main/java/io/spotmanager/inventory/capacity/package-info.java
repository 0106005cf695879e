/** Counts the snapshot for the capacity over time. */
@NullMarked
package io.spotmanager.inventory.capacity;

import org.jspecify.annotations.NullMarked;
