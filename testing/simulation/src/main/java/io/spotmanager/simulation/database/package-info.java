/** A real PostgreSQL whose clock is the virtual one; every statement passes two points. */
@NullMarked
package io.spotmanager.simulation.database;

import org.jspecify.annotations.NullMarked;
