package io.spotmanager.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the history of one operation. */
public final class AuditTrail {
    private final JdbcClient jdbc;

    public AuditTrail(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All entries of one operation, oldest first; empty for an unknown operation. */
    public List<AuditEntry> of(UUID operationId) {
        return jdbc.sql("select * from audit_entry where operation_id = ? order by seq")
                .param(operationId)
                .query(AuditTrail::entry)
                .list();
    }

    public static AuditEntry entry(ResultSet row, int number) throws SQLException {
        return new AuditEntry(
                row.getObject("operation_id", UUID.class),
                row.getInt("seq"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new AuditEvent(
                        row.getString("actor"),
                        row.getString("event"),
                        row.getString("from_state"),
                        row.getString("to_state"),
                        row.getString("step"),
                        row.getInt("attempt"),
                        row.getLong("fence")),
                row.getString("detail"),
                row.getString("hash"));
    }
}
