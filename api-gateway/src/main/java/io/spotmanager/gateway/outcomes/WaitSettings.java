package io.spotmanager.gateway.outcomes;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Requests that wait for the end of their operation.
 *
 * @param longest how long one may wait; a longer wish is shortened to it
 * @param most how many of them one gateway holds; more get their answer at once
 */
@ConfigurationProperties("spot.wait")
record WaitSettings(
        @DefaultValue("300s") Duration longest,
        @DefaultValue("500") int most) {}
