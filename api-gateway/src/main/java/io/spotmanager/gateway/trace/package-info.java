/** Requests in a distributed trace. */
@NullMarked
package io.spotmanager.gateway.trace;

import org.jspecify.annotations.NullMarked;
