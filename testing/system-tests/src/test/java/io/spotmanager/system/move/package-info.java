/** Moves from end to end: over HTTP, with every part in a process of its own. */
@NullMarked
package io.spotmanager.system.move;

import org.jspecify.annotations.NullMarked;
