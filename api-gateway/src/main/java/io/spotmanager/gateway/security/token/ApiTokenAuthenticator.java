package io.spotmanager.gateway.security.token;

import java.util.Optional;

/** Authenticates API tokens. */
@FunctionalInterface
public interface ApiTokenAuthenticator {
    /** @return empty for a token that is unknown, expired or revoked */
    Optional<ApiTokenAuthentication> login(String token);
}
