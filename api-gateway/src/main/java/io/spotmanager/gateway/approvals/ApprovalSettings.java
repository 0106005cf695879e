package io.spotmanager.gateway.approvals;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which commands need a second person ({@code spot.approvals.*}). All gateways of an installation need the same.
 *
 * @param contracts moves and launches that touch the pool of a contract
 * @param vms moves and launches of hosts that have VMs, or may have some
 * @param commands how many moves and launches one person may begin alone within {@code commandsWithin}; null for no limit
 * @param plans how many operations of a plan one person may commit alone; null for no limit
 * @param expireAfter how long a request for approval stays open
 */
@ConfigurationProperties("spot.approvals")
public record ApprovalSettings(
        @DefaultValue("false") boolean contracts,
        @DefaultValue("false") boolean vms,
        @Nullable Integer commands,
        @DefaultValue("10m") Duration commandsWithin,
        @Nullable Integer plans,
        @DefaultValue("24h") Duration expireAfter) {
    public ApprovalSettings {
        requireNumber("SPOT_APPROVALS_COMMANDS", commands);
        requireNumber("SPOT_APPROVALS_PLANS", plans);
        requirePositive("SPOT_APPROVALS_COMMANDS_WITHIN", commandsWithin);
        requirePositive("SPOT_APPROVALS_EXPIRE_AFTER", expireAfter);
    }

    private static void requireNumber(String setting, @Nullable Integer value) {
        if (value != null && value < 0) {
            throw new IllegalArgumentException(
                    "%s is %d, and must be 0 or more, or be left out for no limit.".formatted(setting, value));
        }
    }

    private static void requirePositive(String setting, Duration value) {
        if (value.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "%s is %s, and must be at least a second, such as 24h.".formatted(setting, value));
        }
    }
}
