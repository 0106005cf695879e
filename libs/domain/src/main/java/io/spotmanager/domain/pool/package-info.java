/** Pools, what their names mean, and the rules of a move. Pure rules without I/O. */
@NullMarked
package io.spotmanager.domain.pool;

import org.jspecify.annotations.NullMarked;
