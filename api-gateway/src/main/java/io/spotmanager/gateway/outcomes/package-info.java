/** What becomes of commands, for requests that wait for it (RFC 7240). */
@NullMarked
package io.spotmanager.gateway.outcomes;

import org.jspecify.annotations.NullMarked;
