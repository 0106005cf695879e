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

/** Reads changed operations from the database. */
final class OperationReads {
    private static final Logger log = LoggerFactory.getLogger(OperationReads.class);
    private static final OperationRows ROWS = new OperationRows();

    /** The latest history entry of an operation. */
    record Head(UUID id, int seq, boolean open) {}

    private final JdbcClient jdbc;

    OperationReads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The present time of the database. A later read is at least this fresh. */
    EventId now() {
        return new EventId(jdbc.sql("select (extract(epoch from clock_timestamp()) * 1000000)::bigint")
                .query(Long.class)
                .single());
    }

    /** The operations that are open, those in {@code known}, and those accepted since that time. */
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

    /** The operations that are open or have history entries since that time, at most {@code most}. */
    List<Head> recent(EventId since, int most) {
        return jdbc.sql("""
                select id, audit_seq, open
                from (select id from operation where open
                      union
                      select operation_id from audit_entry where at >= :since) lately join operation using (id)
                limit :most
                """)
                .param("since", since.time().atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(OperationReads::head)
                .list();
    }

    /** @param operation empty if the row cannot be decoded */
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
            log.error(
                    "No event is sent for operation {}, because its row cannot be decoded: {}",
                    head.id(),
                    e.getOriginalMessage());
            return new Seen(head, Optional.empty());
        }
    }

    private static Head head(ResultSet row, int number) throws SQLException {
        return new Head(row.getObject("id", UUID.class), row.getInt("audit_seq"), row.getBoolean("open"));
    }
}
