/** Making a thing exactly once where the other side knows no idempotency key, and waiting for it. */
@NullMarked
package io.spotmanager.launch.externalresource;

import org.jspecify.annotations.NullMarked;
