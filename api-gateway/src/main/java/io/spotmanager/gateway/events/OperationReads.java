package io.spotmanager.gateway.events;

import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.operation.OperationRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;

/** Looks for operations that have changed. */
final class OperationReads {
    private static final Logger log = LoggerFactory.getLogger(OperationReads.class);
    private static final OperationRows ROWS = new OperationRows();

    /** How far an operation's history has come. */
    record Head(UUID id, int seq, boolean open) {}

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

    /** @param operation empty for a row that nobody can read, which keeps nothing else back */
    record Seen(Head head, Optional<Operation> operation) {}

    List<Seen> all(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql("select * from operation where id = any(:ids) order by updated_at")
                        .param("ids", ids.toArray(UUID[]::new))
                        .query(OperationReads::seen)
                        .list();
    }

    private static Seen seen(ResultSet row, int number) throws SQLException {
        var head = head(row, number);
        try {
            return new Seen(head, Optional.of(ROWS.mapRow(row, number)));
        } catch (JacksonException e) {
            log.error("nobody hears of operation {}, whose row cannot be read: {}", head.id(), e.getOriginalMessage());
            return new Seen(head, Optional.empty());
        }
    }

    private static Head head(ResultSet row, int number) throws SQLException {
        return new Head(row.getObject("id", UUID.class), row.getInt("audit_seq"), row.getBoolean("open"));
    }
}
