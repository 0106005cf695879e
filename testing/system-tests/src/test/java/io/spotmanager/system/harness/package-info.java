/** Starts the parts of a Spot Manager as separate processes, talks to them, and breaks them on purpose. */
@NullMarked
package io.spotmanager.system.harness;

import org.jspecify.annotations.NullMarked;
