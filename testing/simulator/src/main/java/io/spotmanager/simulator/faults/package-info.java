/** Spoils chosen calls by a script, so that a client can be tested against a bad day. */
@NullMarked
package io.spotmanager.simulator.faults;

import org.jspecify.annotations.NullMarked;
