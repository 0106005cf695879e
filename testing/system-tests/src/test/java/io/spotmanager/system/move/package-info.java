/** Moves from end to end: over HTTP, with each part in its own process. */
@NullMarked
package io.spotmanager.system.move;

import org.jspecify.annotations.NullMarked;
