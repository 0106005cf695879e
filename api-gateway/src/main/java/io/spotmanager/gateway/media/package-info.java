/** The media types that the gateway reads and writes. */
@NullMarked
package io.spotmanager.gateway.media;

import org.jspecify.annotations.NullMarked;
