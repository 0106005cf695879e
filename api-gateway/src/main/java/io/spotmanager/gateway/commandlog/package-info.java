/** Every external call as the command that would do the same. */
@NullMarked
package io.spotmanager.gateway.commandlog;

import org.jspecify.annotations.NullMarked;
