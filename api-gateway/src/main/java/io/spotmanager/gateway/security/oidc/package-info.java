/** Log-ins of people, and access tokens of scripts, that an issuer of OpenID Connect vouches for. */
@NullMarked
package io.spotmanager.gateway.security.oidc;

import org.jspecify.annotations.NullMarked;
