/** Optional features of the gateway, and the settings that they miss. */
@NullMarked
package io.spotmanager.gateway.feature;

import org.jspecify.annotations.NullMarked;
