package io.spotmanager.launch.making;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a launch waits for what.
 *
 * @param settle how long after a request without a clear answer its effect may still show; nothing is asked for a second
 *     time, or taken for absent, before that
 */
@ConfigurationProperties("spot.launch")
public record Patience(
        @DefaultValue Polling poll,
        @DefaultValue("150s") Duration settle,
        @DefaultValue Within within) {

    /**
     * The longest a step may wait.
     *
     * @param active for the VM to be active and to have its public address
     * @param placed for Nova to show the VM on a host
     * @param network for the VM to take another interface
     * @param firewall for the firewall to show the VM
     * @param deleted for the VM to be gone
     * @param sent for a call that cannot be sent, such as one beyond a provider's limit
     */
    public record Within(
            @DefaultValue("20m") Duration active,
            @DefaultValue("5m") Duration placed,
            @DefaultValue("10m") Duration network,
            @DefaultValue("5m") Duration firewall,
            @DefaultValue("10m") Duration deleted,
            @DefaultValue("15m") Duration sent) {}
}
