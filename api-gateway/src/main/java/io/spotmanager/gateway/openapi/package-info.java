/** The OpenAPI description: annotations for controllers, and the endpoint that serves it. */
@NullMarked
package io.spotmanager.gateway.openapi;

import org.jspecify.annotations.NullMarked;
