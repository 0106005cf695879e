/** What the gateway reads and writes: JSON, and the few other types that its endpoints name. */
@NullMarked
package io.spotmanager.gateway.media;

import org.jspecify.annotations.NullMarked;
