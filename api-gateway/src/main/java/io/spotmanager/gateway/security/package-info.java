/** Who may do what: users, roles, login. */
@NullMarked
package io.spotmanager.gateway.security;

import org.jspecify.annotations.NullMarked;
