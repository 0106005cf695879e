/** How often somebody may try, and how fast they may command. */
@NullMarked
package io.spotmanager.gateway.security.limit;

import org.jspecify.annotations.NullMarked;
