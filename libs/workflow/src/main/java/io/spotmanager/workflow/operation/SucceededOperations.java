package io.spotmanager.workflow.operation;

import io.spotmanager.audit.Json;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what earlier operations were asked for and did, for a step that builds on it. Blocks; throws if the database cannot be read. */
public final class SucceededOperations {
    private final JdbcClient jdbc;

    public SucceededOperations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param requestedBy a user, or {@code token:NAME} */
    public record Succeeded<T>(T request, String requestedBy) {}

    /**
     * Returns the one that succeeded last.
     *
     * @param request how its request is read
     */
    public <T> Optional<Succeeded<T>> latest(String kind, String subject, Class<T> request) {
        return jdbc.sql("""
                        select request, requested_by from operation
                        where kind = ? and subject = ? and state = 'SUCCEEDED'
                        order by created_at desc, id desc limit 1
                        """)
                .params(kind, subject)
                .query((row, number) -> new Succeeded<>(
                        Json.MAPPER.readValue(row.getString("request"), request), row.getString("requested_by")))
                .optional();
    }
}
