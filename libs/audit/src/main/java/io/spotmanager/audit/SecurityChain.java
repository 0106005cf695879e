package io.spotmanager.audit;

import java.time.InstantSource;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The chain of this process in the security log. */
public final class SecurityChain {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final InstantSource clock;
    private final UUID id;

    /**
     * A chain of its own, without entries.
     *
     * @param transactions that join one that is open
     */
    public SecurityChain(JdbcClient jdbc, TransactionTemplate transactions, UUID id) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = new DatabaseClock(jdbc);
        this.id = id;
    }

    /**
     * Writes an entry, in the caller's transaction if there is one: then both are committed, or neither. Other threads that write
     * wait until that transaction ends.
     */
    public SecurityEntry append(SecurityEvent event) {
        var entry = transactions.execute(status -> {
            // Taken by a statement of its own: the next one sees what was committed while this one waited.
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                    .param(id.toString())
                    .query((row, number) -> true)
                    .single();
            return insert(SecurityEntry.after(head(), id, clock.instant(), event));
        });
        if (entry == null) {
            throw new IllegalStateException("the transaction returned nothing");
        }
        return entry;
    }

    private AuditHead head() {
        return jdbc.sql("select seq, hash from security_entry where chain = ? order by seq desc limit 1")
                .param(id)
                .query(AuditHead::of)
                .optional()
                .orElse(AuditHead.NONE);
    }

    private SecurityEntry insert(SecurityEntry entry) {
        var what = entry.what();
        jdbc.sql("""
                insert into security_entry (chain, seq, at, part, event, outcome, actor, address, request_id, times, detail, hash)
                values (:chain, :seq, :at::timestamptz, :part, :event, :outcome, :actor, :address, :requestId, :times,
                        :detail::json, :hash)
                """)
                .param("chain", entry.chain())
                .param("seq", entry.seq())
                .param("at", entry.at().toString())
                .param("part", what.part())
                .param("event", what.event())
                .param("outcome", what.outcome())
                .param("actor", what.actor())
                .param("address", what.address())
                .param("requestId", what.requestId())
                .param("times", what.times())
                .param("detail", what.detail())
                .param("hash", entry.hash())
                .update();
        return entry;
    }
}
