/** Reads the snapshot: nothing here writes, and nothing asks a cloud. */
@NullMarked
package io.spotmanager.fleet.read;

import org.jspecify.annotations.NullMarked;
