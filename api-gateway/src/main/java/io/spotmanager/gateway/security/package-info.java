/** Users, roles, login and access rules. */
@NullMarked
package io.spotmanager.gateway.security;

import org.jspecify.annotations.NullMarked;
