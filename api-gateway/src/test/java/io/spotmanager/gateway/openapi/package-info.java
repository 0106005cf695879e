/** How the description of the API comes from the code. */
@NullMarked
package io.spotmanager.gateway.openapi;

import org.jspecify.annotations.NullMarked;
