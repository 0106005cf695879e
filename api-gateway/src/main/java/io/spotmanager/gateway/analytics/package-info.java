/** How many operations there were, how they ended, and how long they and their steps take. */
@NullMarked
package io.spotmanager.gateway.analytics;

import org.jspecify.annotations.NullMarked;
