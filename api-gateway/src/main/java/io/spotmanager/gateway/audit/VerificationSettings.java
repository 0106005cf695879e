package io.spotmanager.gateway.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When the history is verified without a request ({@code spot.audit.verification.*}).
 *
 * @param at time of day (UTC) such as {@code 03:00}, or {@code off}
 * @param every how often a gateway looks whether there is something to verify; between two looks it verifies for a second at most
 */
@ConfigurationProperties("spot.audit.verification")
record VerificationSettings(
        @DefaultValue("03:00") String at,
        @DefaultValue("2s") Duration every) {
    private static final String OFF = "off";

    VerificationSettings {
        if (!at.equals(OFF)) {
            try {
                LocalTime.parse(at);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        "SPOT_AUDIT_VERIFICATION_AT is %s, and must be a time of day such as 03:00 (UTC), or off."
                                .formatted(at),
                        e);
            }
        }
        if (every.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "SPOT_AUDIT_VERIFICATION_EVERY is %s, and must be more than nothing, such as 2s.".formatted(every));
        }
    }

    boolean isNightly() {
        return !at.equals(OFF);
    }

    /** Returns the latest time before now at which a verification was due; empty if none ever is. */
    Optional<Instant> dueAt(Instant now) {
        if (!isNightly()) {
            return Optional.empty();
        }
        var today = now.atOffset(ZoneOffset.UTC).with(LocalTime.parse(at)).toInstant();
        return Optional.of(today.isAfter(now) ? today.minus(1, ChronoUnit.DAYS) : today);
    }
}
