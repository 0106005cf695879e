/** Proof that the history is intact. */
@NullMarked
package io.spotmanager.gateway.audit;

import org.jspecify.annotations.NullMarked;
