/** A broker in memory: it may lose, duplicate and reorder messages, and forget everything. */
@NullMarked
package io.spotmanager.simulation.broker;

import org.jspecify.annotations.NullMarked;
