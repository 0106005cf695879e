/** Logins of browsers, kept in PostgreSQL. */
@NullMarked
package io.spotmanager.gateway.security.session;

import org.jspecify.annotations.NullMarked;
