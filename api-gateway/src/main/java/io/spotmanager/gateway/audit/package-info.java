/** The proof that the history is whole. */
@NullMarked
package io.spotmanager.gateway.audit;

import org.jspecify.annotations.NullMarked;
