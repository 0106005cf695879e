/** Rate limits for logins, commands and reads from clouds. */
@NullMarked
package io.spotmanager.gateway.security.limit;

import org.jspecify.annotations.NullMarked;
