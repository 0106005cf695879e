/** The append-only history of an operation, chained by hash. */
@NullMarked
package io.spotmanager.audit;

import org.jspecify.annotations.NullMarked;
