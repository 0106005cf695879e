/** Writes the snapshot: only what differs, in one transaction. */
@NullMarked
package io.spotmanager.fleet.snapshot;

import org.jspecify.annotations.NullMarked;
