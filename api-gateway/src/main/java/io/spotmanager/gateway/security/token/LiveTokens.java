package io.spotmanager.gateway.security.token;

import io.spotmanager.gateway.security.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tokens by their names, for what a token asked for and somebody decides later. */
public interface LiveTokens {
    /**
     * @param name as the history has it, {@code token:NAME}
     * @param made when it existed already: a later token of that name is another one
     * @return the role; empty for a token that is expired or revoked
     */
    Optional<Role> role(String name, String owner, Instant made);

    /** The names, as the history has them, of all tokens that a person ever made. */
    List<String> madeBy(String owner);
}
