package io.spotmanager.simulation.history;

import io.spotmanager.audit.Json;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * An operation at the end of a history.
 *
 * @param endedAt null while open
 * @param waits whether it waits for a person
 */
record Ended(
        UUID id,
        String kind,
        String subject,
        String state,
        boolean open,
        @Nullable String cause,
        JsonNode request,
        JsonNode facts,
        Instant createdAt,
        @Nullable Instant endedAt,
        boolean waits) {
    /** Returns all operations in the order in which they were created. */
    static List<Ended> read(JdbcClient jdbc) {
        return jdbc.sql("""
                        select *, available_at = 'infinity' and leased_by is null as waits from operation
                        order by created_at, id
                        """)
                .query((row, number) -> new Ended(
                        row.getObject("id", UUID.class),
                        row.getString("kind"),
                        row.getString("subject"),
                        row.getString("state"),
                        row.getBoolean("open"),
                        row.getString("cause"),
                        Json.MAPPER.readTree(row.getString("request")),
                        Json.MAPPER.readTree(row.getString("facts")),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("open")
                                ? null
                                : row.getObject("ended_at", OffsetDateTime.class)
                                        .toInstant(),
                        row.getBoolean("waits")))
                .list();
    }

    String asked(String name) {
        return request.path(name).asString("");
    }

    @Override
    public String toString() {
        return "%s %s: %s%s%s"
                .formatted(kind, subject, state, open ? " (open)" : "", cause == null ? "" : ", " + cause);
    }
}
