package io.spotmanager.gateway.outcomes;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.outcomes.CommandOutcome.Launched;
import io.spotmanager.gateway.outcomes.CommandOutcome.Result;
import io.spotmanager.workflow.operation.Operation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Describes operations that are over, from their row and history. */
@Component
class Outcomes {
    /** In this state ends what did as it was asked to, in every workflow. */
    static final String SUCCEEDED = "SUCCEEDED";

    /** In this state ends what was refused before anything was done, in every workflow. */
    static final String REJECTED = "REJECTED";

    private static final String OK = "200";

    /** Reads are left out, of which a later one may say what an earlier one could not. */
    private static final Pattern READ =
            Pattern.compile("openstack( [a-z]+){1,3} (list|show)\\b.*|curl -X GET .*", Pattern.DOTALL);

    private final JdbcClient jdbc;

    Outcomes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    CommandOutcome of(Operation operation) {
        var success = operation.state().equals(SUCCEEDED);
        var results = results(operation);
        return new CommandOutcome(
                operation.id(),
                operation.state(),
                "/api/operations/" + operation.id(),
                success,
                message(operation, success),
                results,
                operation.command().kind().equals("launch") ? launched(operation, results) : null);
    }

    private static String message(Operation operation, boolean success) {
        var command = operation.command();
        if (success) {
            return "Successfully completed: %s of %s.".formatted(command.kind(), command.subject());
        }
        var cause = Optional.ofNullable(operation.progress().cause())
                .map(why -> ": " + why)
                .orElse(".");
        return operation.open()
                ? "The %s of %s waits for a person%s".formatted(command.kind(), command.subject(), cause)
                : "The %s of %s ended as %s%s".formatted(command.kind(), command.subject(), operation.state(), cause);
    }

    private List<Result> results(Operation operation) {
        return jdbc
                .sql("""
                select detail -> 'calls' from audit_entry
                where operation_id = ? and detail -> 'calls' is not null order by seq
                """)
                .param(operation.id())
                .query((row, number) -> Json.MAPPER.readTree(row.getString(1)))
                .list()
                .stream()
                .flatMap(JsonNode::valueStream)
                .map(call -> new Result(
                        call.path("command").asString(),
                        call.path("answer").asString().equals(OK),
                        call.path("answer").asString()))
                .filter(result -> !READ.matcher(result.command()).matches())
                .toList();
    }

    private static Launched launched(Operation operation, List<Result> results) {
        var facts = operation.progress().facts();
        return new Launched(
                operation.command().subject(),
                facts.path("vm_id").canConvertToLong() ? facts.path("vm_id").asLong() : null,
                text(facts, "flavor"),
                results.stream()
                        .anyMatch(result -> result.success() && result.command().contains("attach-firewalls")));
    }

    private static @Nullable String text(JsonNode facts, String name) {
        return Stream.of(facts.path(name))
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .map(Objects::requireNonNull)
                .findFirst()
                .orElse(null);
    }
}
