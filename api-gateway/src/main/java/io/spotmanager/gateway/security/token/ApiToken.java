package io.spotmanager.gateway.security.token;

import io.spotmanager.gateway.security.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a token; never the token itself.
 *
 * @param lastUsedAt to the minute; null when it never was
 * @param revokedBy null while it is not revoked
 */
record ApiToken(
        UUID id,
        String name,
        Role role,
        Origin created,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Origin revoked) {
    record Origin(String by, Instant at) {}
}
