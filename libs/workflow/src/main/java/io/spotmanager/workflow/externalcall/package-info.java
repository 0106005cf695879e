/** Calls to other systems that know no idempotency key: guarded by the lease, made once, and open until they can take no effect. */
@NullMarked
package io.spotmanager.workflow.externalcall;

import org.jspecify.annotations.NullMarked;
