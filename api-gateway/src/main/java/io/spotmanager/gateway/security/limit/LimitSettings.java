package io.spotmanager.gateway.security.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of one gateway; with several, each counts by itself.
 *
 * @param commandsPerSecond of one user in the long run; 0 for no limit
 * @param commandsAtOnce of one user after a pause
 * @param cloudReadsPerSecond requests of one user that are answered from the clouds; 0 for no limit
 * @param cloudReadsAtOnce of one user after a pause
 * @param loginFailures of one address with one user name before further tries are refused; one is forgiven every six
 *     seconds
 * @param loginFailuresPerAddress of one address with any names; forgiven ten times as fast
 * @param loginFailuresPerName of one name from any addresses but those it got in from before; forgiven as fast
 */
@ConfigurationProperties("spot.limits")
public record LimitSettings(
        @DefaultValue("100") int commandsPerSecond,
        @DefaultValue("1000") int commandsAtOnce,
        @DefaultValue("5") int cloudReadsPerSecond,
        @DefaultValue("200") int cloudReadsAtOnce,
        @DefaultValue("10") int loginFailures,
        @DefaultValue("100") int loginFailuresPerAddress,
        @DefaultValue("1000") int loginFailuresPerName) {}
