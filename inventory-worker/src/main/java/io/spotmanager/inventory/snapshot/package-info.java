/** The snapshot in the database: only what differs is written, in one transaction. */
@NullMarked
package io.spotmanager.inventory.snapshot;

import org.jspecify.annotations.NullMarked;
