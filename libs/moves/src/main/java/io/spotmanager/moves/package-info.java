/** The steps that bring a host from one pool into another, for every workflow that moves hosts: each reads, acts, and reads again. */
@NullMarked
package io.spotmanager.moves;

import org.jspecify.annotations.NullMarked;
