package io.spotmanager.gateway.security.token;

import io.spotmanager.gateway.security.Role;
import io.spotmanager.gateway.security.rights.Limit;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a token, without its secret.
 *
 * @param addresses from which alone it lets in, as addresses or networks; null for everywhere
 * @param scopes the only parts of its role that it has; null for all
 * @param limits the only pools, GPU types and contracts on which it may act; null for all
 * @param lastUsedAt to the minute; null if it was never used
 * @param revoked who revoked it and when; null while it is not revoked
 */
record ApiToken(
        UUID id,
        String name,
        Role role,
        Origin created,
        Instant expiresAt,
        @Nullable List<String> addresses,
        @Nullable List<TokenScope> scopes,
        @Nullable List<Limit> limits,
        @Nullable Instant lastUsedAt,
        @Nullable Origin revoked) {
    record Origin(String by, Instant at) {}
}
