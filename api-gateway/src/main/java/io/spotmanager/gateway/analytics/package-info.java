/** Statistics: number, outcomes and durations of operations and steps. */
@NullMarked
package io.spotmanager.gateway.analytics;

import org.jspecify.annotations.NullMarked;
