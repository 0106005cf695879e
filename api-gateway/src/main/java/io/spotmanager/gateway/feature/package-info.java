/** What of the gateway needs settings of its own, and which of them are missing. */
@NullMarked
package io.spotmanager.gateway.feature;

import org.jspecify.annotations.NullMarked;
