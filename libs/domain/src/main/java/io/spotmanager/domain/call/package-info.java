/**
 * Calls to external systems: their results, their rate limits, and the guard that stops them when a lease has expired.
 */
@NullMarked
package io.spotmanager.domain.call;

import org.jspecify.annotations.NullMarked;
