package io.spotmanager.gateway.approvals;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What boards are told of requests for approval. */
@Component
public class ApprovalNotices {
    /**
     * @param first the first of the two persons; null if a token asked and nobody has approved yet
     * @param endedBy null if it is open, or nobody decided in time
     * @param operation that it began; null unless it was approved
     */
    public record Notice(
            UUID id,
            ApprovalState state,
            String kind,
            String host,
            String requestedBy,
            @Nullable String first,
            @Nullable String endedBy,
            @Nullable UUID operation) {}

    private final JdbcClient jdbc;

    ApprovalNotices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All that are open, and those that have ended within the last five minutes. */
    public List<Notice> recent() {
        return jdbc.sql("""
                select %s from approval
                where state = 'PENDING' or state <> 'PENDING' and ended_at > now() - interval '5 minutes'
                """.formatted(ApprovalRows.COLUMNS))
                .query((row, number) -> new Notice(
                        row.getObject("id", UUID.class),
                        ApprovalState.valueOf(row.getString("state_now")),
                        row.getString("kind"),
                        row.getString("subject"),
                        row.getString("requested_by"),
                        row.getString("first_person"),
                        row.getString("ended_by"),
                        row.getObject("operation_id", UUID.class)))
                .list();
    }
}
