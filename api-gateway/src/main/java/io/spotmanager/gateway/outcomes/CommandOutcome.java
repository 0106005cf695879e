package io.spotmanager.gateway.outcomes;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a command whose request waited for it.
 *
 * @param id of the operation
 * @param state in which it has ended, or in which it waits for a person
 * @param href its address
 * @param success whether it did what was asked for
 * @param message the same in one sentence
 * @param results the calls that it sent to the clouds, in their order
 * @param launch of a launch; null for other commands
 */
record CommandOutcome(
        UUID id,
        String state,
        String href,
        boolean success,
        String message,
        List<Result> results,
        @JsonUnwrapped @Nullable Launched launch) {
    /**
     * @param command the equivalent shell command
     * @param success whether the cloud said that it is done
     * @param output what the cloud answered
     */
    record Result(String command, boolean success, String output) {}

    /**
     * What a launch has made.
     *
     * @param vmName the name of its VM
     * @param vmId Hyperstack's number of the VM; null if there is none
     * @param flavorName null if none was chosen
     * @param firewallScheduled whether a firewall is attached; as it is attached before the launch ends, nothing of it is left to do
     */
    record Launched(
            String vmName, @Nullable Long vmId, @Nullable String flavorName, boolean firewallScheduled) {}
}
