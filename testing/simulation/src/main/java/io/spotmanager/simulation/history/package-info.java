/** Histories: what happens, what must hold afterwards, how they are found, replayed, shortened and told. */
@NullMarked
package io.spotmanager.simulation.history;

import org.jspecify.annotations.NullMarked;
