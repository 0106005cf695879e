/** Clouds in memory that carry out requests at once, late or never, and keep a log of what they carried out. */
@NullMarked
package io.spotmanager.simulation.cloud;

import org.jspecify.annotations.NullMarked;
