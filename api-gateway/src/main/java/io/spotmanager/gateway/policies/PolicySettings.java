package io.spotmanager.gateway.policies;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When policies of pools look ({@code spot.policies.*}).
 *
 * @param every how long after a look the next one is due
 * @param rest for how long a proposal that a person cancelled is not made again, unless more is lacking
 */
@ConfigurationProperties("spot.policies")
record PolicySettings(
        @DefaultValue("1m") Duration every,
        @DefaultValue("4h") Duration rest) {
    PolicySettings {
        require("SPOT_POLICIES_EVERY", every);
        require("SPOT_POLICIES_REST", rest);
    }

    private static void require(String setting, Duration value) {
        if (value.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "%s is %s, and must be more than nothing, such as 1m.".formatted(setting, value));
        }
    }
}
