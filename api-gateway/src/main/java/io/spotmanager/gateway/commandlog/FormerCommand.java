package io.spotmanager.gateway.commandlog;

import io.spotmanager.gateway.commandlog.CommandLogController.LoggedCall;
import io.spotmanager.gateway.commandlog.CommandLogController.LoggedStep;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A call as the former tool logged it.
 *
 * @param id grows with time; the same call always has the same
 * @param timestamp when its step was recorded
 * @param command the equivalent shell command
 * @param type executed, or error for a call that the cloud refused, did not answer clearly, or did not get
 * @param success whether the cloud said that it is done
 * @param stdout the answer of a call that succeeded; else empty
 * @param stderr the answer of one that did not; else empty
 * @param returncode 0 for success, else 1
 */
record FormerCommand(
        long id,
        Instant timestamp,
        String command,
        String type,
        boolean success,
        String stdout,
        String stderr,
        int returncode) {
    private static final String SUCCESS = "200";

    /** @param newestFirst the steps with their calls, in which the oldest call of a step comes first */
    static List<FormerCommand> of(List<LoggedStep> newestFirst) {
        return newestFirst.reversed().stream().flatMap(FormerCommand::of).toList();
    }

    private static Stream<FormerCommand> of(LoggedStep step) {
        var first = ChronoUnit.MICROS.between(Instant.EPOCH, step.at());
        return IntStream.range(0, step.calls().size())
                .mapToObj(index -> of(first + index, step.at(), step.calls().get(index)));
    }

    private static FormerCommand of(long id, Instant at, LoggedCall call) {
        var success = call.answer().equals(SUCCESS);
        return new FormerCommand(
                id,
                at,
                call.command(),
                success ? "executed" : "error",
                success,
                success ? call.answer() : "",
                success ? "" : call.answer(),
                success ? 0 : 1);
    }
}
