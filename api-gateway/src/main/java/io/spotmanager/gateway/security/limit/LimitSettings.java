package io.spotmanager.gateway.security.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Rate limits ({@code spot.limits.*}), which all gateways count together.
 *
 * @param commandsPerSecond sustained rate of commands per user; 0 for no limit
 * @param commandsAtOnce burst of commands per user
 * @param cloudReadsPerSecond sustained rate of requests per user that call a cloud; 0 for no limit
 * @param cloudReadsAtOnce burst of these requests per user
 * @param vendorReadsPerMinute sustained rate of those that call Hyperstack, such as previews of launches; 0 for no limit
 * @param vendorReadsAtOnce burst of these
 * @param loginFailures failed logins of one user name from one source, or in one browser, before further attempts are refused; one is
 *     forgiven every six seconds. A source is an IPv4 address or an IPv6 /64
 * @param loginFailuresPerAddress failed logins with any name from one source; forgiven ten times as fast
 * @param loginFailuresPerName failed logins of one name from all sources except those with an earlier success; forgiven ten times as
 *     fast
 */
@ConfigurationProperties("spot.limits")
public record LimitSettings(
        @DefaultValue("100") int commandsPerSecond,
        @DefaultValue("1000") int commandsAtOnce,
        @DefaultValue("5") int cloudReadsPerSecond,
        @DefaultValue("200") int cloudReadsAtOnce,
        @DefaultValue("60") int vendorReadsPerMinute,
        @DefaultValue("100") int vendorReadsAtOnce,
        @DefaultValue("10") int loginFailures,
        @DefaultValue("100") int loginFailuresPerAddress,
        @DefaultValue("1000") int loginFailuresPerName) {}
