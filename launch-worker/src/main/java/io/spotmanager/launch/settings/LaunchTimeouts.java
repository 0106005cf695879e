package io.spotmanager.launch.settings;

import io.spotmanager.workflow.externalcall.CallLimits;
import io.spotmanager.workflow.externalcall.PollInterval;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a launch waits for what.
 *
 * @param lateEffectWindow how long after a request without a clear answer its effect may still show; nothing is asked for a second
 *     time, or taken for absent, before that
 */
@ConfigurationProperties("spot.launch")
public record LaunchTimeouts(
        @DefaultValue PollInterval poll,
        @DefaultValue("150s") Duration lateEffectWindow,
        @DefaultValue Within within) {

    /** The limits of the calls to every provider. */
    public CallLimits calls() {
        return new CallLimits(lateEffectWindow, within.sent(), within.sent(), poll);
    }

    /**
     * The longest a step may wait.
     *
     * @param active for the VM to be active and to have its public address
     * @param placed for Nova to show the VM on a host
     * @param network for the VM to take another interface
     * @param firewall for the firewall to show the VM
     * @param deleted for the VM to be gone
     * @param sent for a call that cannot be sent, such as one beyond a provider's limit
     * @param registered for RunPod to say that the host has joined: its packages, the installer and a restart after 2 min
     */
    public record Within(
            @DefaultValue("20m") Duration active,
            @DefaultValue("5m") Duration placed,
            @DefaultValue("10m") Duration network,
            @DefaultValue("5m") Duration firewall,
            @DefaultValue("10m") Duration deleted,
            @DefaultValue("15m") Duration sent,
            @DefaultValue("30m") Duration registered) {

        /** @throws IllegalArgumentException if there would be no time to wait for RunPod */
        public Within {
            if (!registered.isPositive()) {
                throw new IllegalArgumentException(
                        "spot.launch.within.registered is %s: it must be positive, such as 30m.".formatted(registered));
            }
        }
    }
}
