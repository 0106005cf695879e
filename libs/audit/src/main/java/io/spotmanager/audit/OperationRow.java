package io.spotmanager.audit;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The row of an operation, with the end of its history as the row has it.
 *
 * @param columns by their names in the table, as PostgreSQL's {@code to_json} writes them; null in exports of earlier
 *     releases
 * @param unreadable the columns that cannot be parsed and hold their text
 */
public record OperationRow(
        UUID id, AuditHead head, String state, @Nullable JsonNode columns, List<String> unreadable) {
    public OperationRow {
        unreadable = List.copyOf(unreadable);
    }

    /** @throws RuntimeException if the columns are not those of an operation */
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
