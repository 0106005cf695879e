package io.spotmanager.audit;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an operation's row says, and how it says that its history ends.
 *
 * @param columns by their names in the table, as PostgreSQL's {@code to_json} writes them; null in exports of earlier
 *     releases
 * @param unreadable those of the columns that nobody can read, and that stand as their text
 */
public record OperationRow(
        UUID id, AuditHead head, String state, @Nullable JsonNode columns, List<String> unreadable) {
    public OperationRow {
        unreadable = List.copyOf(unreadable);
    }

    /** @throws RuntimeException when the columns are not those of an operation */
    public static OperationRow of(JsonNode columns, List<String> unreadable) {
        return new OperationRow(
                UUID.fromString(columns.path("id").asString("")),
                new AuditHead(
                        columns.path("audit_seq").asInt(),
                        columns.path("audit_head").asString("")),
                columns.path("state").asString(""),
                columns,
                unreadable);
    }
}
