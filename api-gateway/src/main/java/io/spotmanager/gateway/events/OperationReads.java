package io.spotmanager.gateway.events;

import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.operation.OperationRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks for operations that have changed. */
final class OperationReads {
    /** How far an operation's history has come. */
    record Head(UUID id, int seq, boolean open) {
        static Head of(Operation operation) {
            return new Head(operation.id(), operation.audit().seq(), operation.open());
        }
    }

    private final JdbcClient jdbc;

    OperationReads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is read after this is as fresh as this or fresher. */
    EventId now() {
        return new EventId(jdbc.sql("select (extract(epoch from clock_timestamp()) * 1000000)::bigint")
                .query(Long.class)
                .single());
    }

    /** Those that are open, those of {@code known}, and those accepted since that moment. */
    List<Head> heads(Collection<UUID> known, EventId since) {
        return jdbc.sql("""
                select id, audit_seq, open from operation where open
                union
                select id, audit_seq, open from operation where created_at >= :since
                union
                select id, audit_seq, open from operation where id = any(:known)
                """)
                .param("since", since.time().atOffset(ZoneOffset.UTC))
                .param("known", known.toArray(UUID[]::new))
                .query(OperationReads::head)
                .list();
    }

    /** Those that are open and those whose history was written to since that moment; {@code most} at most. */
    List<Head> recent(EventId since, int most) {
        return jdbc.sql("""
                select id, audit_seq, open from operation
                where open or id in (select operation_id from audit_entry where at >= :since)
                limit :most
                """)
                .param("since", since.time().atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(OperationReads::head)
                .list();
    }

    List<Operation> all(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql("select * from operation where id = any(:ids) order by updated_at")
                        .param("ids", ids.toArray(UUID[]::new))
                        .query(new OperationRows())
                        .list();
    }

    private static Head head(ResultSet row, int number) throws SQLException {
        return new Head(row.getObject("id", UUID.class), row.getInt("audit_seq"), row.getBoolean("open"));
    }
}
