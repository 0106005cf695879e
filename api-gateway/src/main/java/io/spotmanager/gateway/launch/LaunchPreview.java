package io.spotmanager.gateway.launch;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.gateway.approvals.ApprovalRule.Applied;
import io.spotmanager.questions.LaunchTarget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a launch would do.
 *
 * @param allowed whether the worker would carry it out if nothing changed until then
 * @param target null where region or pool do not tell what would be ordered; so are the steps and the cloud-init text
 * @param former what scripts of the former tool read
 * @param approval why a second person would have to approve it; null if by what it touches nobody would
 */
record LaunchPreview(
        boolean allowed,
        List<Check> checks,
        @JsonUnwrapped @Nullable LaunchTarget target,
        Mark snapshot,
        @JsonUnwrapped Former former,
        @Nullable List<Applied> approval) {
    LaunchPreview with(@Nullable List<Applied> rules) {
        return new LaunchPreview(allowed, checks, target, snapshot, former, rules);
    }

    /**
     * What scripts of the former tool read.
     *
     * @param hostname of the host
     * @param vmName the same: the VM gets the name of its host
     * @param flavorName the same as {@code flavor}; null like that
     * @param gpuType of the host, as the snapshot has it; null if it is unknown
     * @param command the command that creates the VM, with secrets masked; null without a flavor
     * @param apiUrl Hyperstack's address in that command
     */
    record Former(
            String hostname,
            String vmName,
            @Nullable String flavorName,
            @Nullable String gpuType,
            @Nullable String command,
            @Nullable String apiUrl) {
        private static final Pattern CREATION =
                Pattern.compile("(https?://\\S+)/core/virtual-machines(?![/\\w-]).*", Pattern.DOTALL);

        static Former of(String host, @Nullable LaunchTarget target, @Nullable String gpuType) {
            var creation = Optional.ofNullable(target).stream()
                    .flatMap(known -> known.steps().stream())
                    .map(LaunchTarget.PlannedStep::command)
                    .flatMap(command ->
                            CREATION.matcher(command).results().map(found -> new Creation(command, found.group(1))))
                    .findFirst();
            return new Former(
                    host,
                    host,
                    target == null ? null : target.flavor(),
                    gpuType,
                    creation.map(Creation::command).orElse(null),
                    creation.map(Creation::address).orElse(null));
        }

        private record Creation(String command, String address) {}
    }

    /** How old the board is; the checks themselves have just been read from the clouds. */
    record Mark(long generation, @Nullable Instant readAt) {}
}
