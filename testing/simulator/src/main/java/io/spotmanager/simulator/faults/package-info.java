/** Scripted faults, so that clients can be tested against failing services. */
@NullMarked
package io.spotmanager.simulator.faults;

import org.jspecify.annotations.NullMarked;
