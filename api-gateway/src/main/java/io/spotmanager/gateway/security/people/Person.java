package io.spotmanager.gateway.security.people;

import io.spotmanager.gateway.security.Role;
import io.spotmanager.gateway.security.rights.Limit;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person with a log-in, without the password.
 *
 * @param limits the only pools, GPU types and contracts on which the person may act; null for no limits
 * @param mustChangePassword true until the person has chosen a password
 * @param issuer at which the person logs in, and which gives the role; null for one with a password here
 * @param disabled who disabled the person and when; null if nobody did
 */
record Person(
        String name,
        Role role,
        @Nullable List<Limit> limits,
        boolean mustChangePassword,
        Instant passwordSetAt,
        Origin created,
        @Nullable String issuer,
        @Nullable Origin disabled) {
    record Origin(String by, Instant at) {}
}
