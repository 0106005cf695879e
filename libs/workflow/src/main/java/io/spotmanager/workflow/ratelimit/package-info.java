/** Limits of calls to a provider, shared by all processes through PostgreSQL. */
@NullMarked
package io.spotmanager.workflow.ratelimit;

import org.jspecify.annotations.NullMarked;
