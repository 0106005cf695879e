package io.spotmanager.gateway.commandlog;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.paging.EntryCursor;
import io.spotmanager.gateway.problem.FieldProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The calls that were sent to the clouds, newest first. They are read from the history, so both have the same calls. */
@RestController
@Tag(name = "Operations")
class CommandLogController {
    private static final int MAX_PAGE_SIZE = 500;

    /** One run of a step with its calls, in order. */
    record LoggedStep(
            UUID operationId, int seq, String host, Instant at, String step, String event, List<LoggedCall> calls) {}

    /**
     * @param command the equivalent shell command
     * @param answer the cloud's answer, shortened
     * @param tookMs milliseconds
     */
    record LoggedCall(String command, String answer, long tookMs) {}

    /**
     * @param nextCursor null for the last page
     * @param commands the calls of this page as the former tool listed them, oldest first
     * @param count how many of those there are
     */
    record CommandLog(List<LoggedStep> items, @Nullable String nextCursor, List<FormerCommand> commands, int count) {
        static CommandLog of(List<LoggedStep> items, @Nullable String nextCursor) {
            var commands = FormerCommand.of(items);
            return new CommandLog(items, nextCursor, commands, commands.size());
        }
    }

    private static final String OF_ALL = """
            select a.operation_id, a.seq, o.subject, a.at, a.step, a.event, a.detail -> 'calls' as calls
            from audit_entry a join operation o on o.id = a.operation_id
            where a.detail -> 'calls' is not null {after}
            order by a.at desc, a.operation_id desc, a.seq desc
            limit :size
            """;

    private static final String AFTER_ENTRY =
            "and (a.at, a.operation_id, a.seq) < (:afterAt::timestamptz, :afterId::uuid, :afterSeq::integer)";

    /** The operations of a host follow one another, so their entries in the order of their times are those of one operation after the other. */
    private static final String OF_A_HOST = """
            select a.operation_id, a.seq, o.subject, a.at, a.step, a.event, a.detail -> 'calls' as calls
            from operation o join audit_entry a on a.operation_id = o.id
            where o.subject = :host and a.detail -> 'calls' is not null {after}
            order by o.created_at desc, o.id desc, a.seq desc
            limit :size
            """;

    private static final String AFTER_OPERATION = """
            and o.created_at <= (select created_at from operation where id = :afterId::uuid)
            and (o.created_at, o.id, a.seq)
                < ((select created_at from operation where id = :afterId::uuid), :afterId::uuid, :afterSeq::integer)""";

    private final JdbcClient jdbc;

    CommandLogController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every call to a cloud as an equivalent command, newest first. Secrets are masked. */
    @GetMapping("/api/command-log")
    @Operation(operationId = "listCommands", summary = "List the calls to the clouds")
    CommandLog log(
            @RequestParam(required = false) @Nullable String host,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > MAX_PAGE_SIZE) {
            throw FieldProblem.refusal("limit", "must be from 1 to %d".formatted(MAX_PAGE_SIZE));
        }
        var after = EntryCursor.parse(cursor);
        var found = jdbc.sql((host == null ? OF_ALL : OF_A_HOST)
                        .replace("{after}", after == null ? "" : host == null ? AFTER_ENTRY : AFTER_OPERATION))
                .param("host", host)
                .param("afterAt", after == null ? null : after.at().toString())
                .param("afterId", after == null ? null : after.chain().toString())
                .param("afterSeq", after == null ? null : after.seq())
                .param("size", limit + 1)
                .query(CommandLogController::step)
                .list();
        if (found.size() <= limit) {
            return CommandLog.of(found, null);
        }
        var items = found.subList(0, limit);
        var last = items.getLast();
        return CommandLog.of(items, new EntryCursor(last.at(), last.operationId(), last.seq()).text());
    }

    private static LoggedStep step(ResultSet row, int number) throws SQLException {
        return new LoggedStep(
                row.getObject("operation_id", UUID.class),
                row.getInt("seq"),
                row.getString("subject"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("step"),
                row.getString("event"),
                List.of(Json.MAPPER.readValue(row.getString("calls"), LoggedCall[].class)));
    }
}
