/** Imitates the part of Nova that a fleet operator calls, refusals and wording included. */
@NullMarked
package io.spotmanager.simulator.nova;

import org.jspecify.annotations.NullMarked;
