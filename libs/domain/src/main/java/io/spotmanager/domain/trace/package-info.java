/** Where a piece of work belongs in a distributed trace, and the port through which parts tell what they do. */
@NullMarked
package io.spotmanager.domain.trace;

import org.jspecify.annotations.NullMarked;
