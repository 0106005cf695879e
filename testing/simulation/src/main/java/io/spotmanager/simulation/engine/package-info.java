/** Actors under one scheduler, on one virtual time; the points at which something may go wrong, and what. */
@NullMarked
package io.spotmanager.simulation.engine;

import org.jspecify.annotations.NullMarked;
