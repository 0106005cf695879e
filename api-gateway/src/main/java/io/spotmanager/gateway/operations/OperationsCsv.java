package io.spotmanager.gateway.operations;

import io.spotmanager.gateway.upstream.CloudWords;
import io.spotmanager.workflow.operation.Operation;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Operations as lines of comma-separated values (RFC 4180). */
final class OperationsCsv {
    private static final String HEADER =
            "id,kind,host,state,open,requested_by,reason,batch_id,cause,created_at,ended_at,took_ms";
    private static final String END = "\r\n";

    private final Appendable out;
    private final boolean withWords;

    /** @param withWords true if the reader may read what the clouds said */
    OperationsCsv(Appendable out, boolean withWords) {
        this.out = out;
        this.withWords = withWords;
    }

    void header() throws IOException {
        out.append(HEADER).append(END);
    }

    void row(Operation operation) throws IOException {
        var command = operation.command();
        var times = operation.times();
        out.append(line(
                        operation.id(),
                        command.kind(),
                        command.subject(),
                        operation.state(),
                        operation.open(),
                        command.requestedBy(),
                        command.reason(),
                        command.batchId(),
                        cause(operation),
                        times.createdAt(),
                        times.endedAt(),
                        took(times.createdAt(), times.endedAt())))
                .append(END);
    }

    private @Nullable String cause(Operation operation) {
        var cause = operation.progress().cause();
        return cause == null || withWords ? cause : CloudWords.withheld(cause);
    }

    private static @Nullable Long took(Instant began, @Nullable Instant ended) {
        return ended == null ? null : ended.toEpochMilli() - began.toEpochMilli();
    }

    private static String line(@Nullable Object... cells) {
        return Arrays.stream(cells).map(CsvCell::of).collect(Collectors.joining(","));
    }
}
