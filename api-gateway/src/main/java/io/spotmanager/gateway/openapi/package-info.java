/** The description of the API: what controllers say of themselves for it, and where it is handed out. */
@NullMarked
package io.spotmanager.gateway.openapi;

import org.jspecify.annotations.NullMarked;
