package io.spotmanager.gateway.security.people;

import io.spotmanager.gateway.security.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person with a log-in, without the password.
 *
 * @param mustChangePassword true until the person has chosen a password
 * @param issuer at which the person logs in, and which gives the role; null for one with a password here
 * @param disabled who disabled the person and when; null if nobody did
 */
record Person(
        String name,
        Role role,
        boolean mustChangePassword,
        Instant passwordSetAt,
        Origin created,
        @Nullable String issuer,
        @Nullable Origin disabled) {
    record Origin(String by, Instant at) {}
}
