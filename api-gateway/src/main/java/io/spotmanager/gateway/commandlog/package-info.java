/** Every external call as an equivalent command. */
@NullMarked
package io.spotmanager.gateway.commandlog;

import org.jspecify.annotations.NullMarked;
