/** Errors as problem details (RFC 9457) that name the field and what to do. */
@NullMarked
package io.spotmanager.gateway.problem;

import org.jspecify.annotations.NullMarked;
