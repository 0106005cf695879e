package io.spotmanager.gateway.security.token;

import java.util.Optional;

/** Authenticates API tokens. */
@FunctionalInterface
public interface ApiTokenAuthenticator {
    /**
     * @param address from which it is used
     * @return empty for a token that is unknown, expired or revoked, or does not let in from there
     */
    Optional<ApiTokenAuthentication> login(String token, String address);

    /** Asks the other one too, if this one does not know the token. */
    default ApiTokenAuthenticator or(ApiTokenAuthenticator other) {
        return (token, address) -> login(token, address).or(() -> other.login(token, address));
    }
}
