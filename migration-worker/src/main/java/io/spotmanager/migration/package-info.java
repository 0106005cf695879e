/** Moves a host from one pool to another: out of its source, into its target, seen there; or back. */
@NullMarked
package io.spotmanager.migration;

import org.jspecify.annotations.NullMarked;
