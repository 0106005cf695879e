package io.spotmanager.audit;

import io.spotmanager.audit.Checkpoint.Head;
import io.spotmanager.audit.HistoryReader.Portion;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far the verified checkpoints cover each operation. Kept in a temporary table of the transaction, so that memory does not grow with the
 * history; in memory where the transaction may create none, as on a standby; in {@link SealedHeads} between transactions.
 */
interface CoveredHeads {
    /** Must be called, and used, in a transaction. */
    static CoveredHeads in(JdbcClient jdbc) {
        return jdbc.sql("select current_setting('transaction_read_only')::boolean")
                        .query(Boolean.class)
                        .single()
                ? new InMemory()
                : new InTable(jdbc);
    }

    void add(Collection<Head> heads);

    /** Returns the highest covered number of an entry of each operation that has entries in that portion. */
    Map<UUID, Integer> of(Portion portion);

    /** Grows with the number of operations. */
    final class InMemory implements CoveredHeads {
        private final Map<UUID, Integer> heads = new HashMap<>();

        @Override
        public void add(Collection<Head> more) {
            more.forEach(head -> heads.merge(head.operationId(), head.seq(), Math::max));
        }

        @Override
        public Map<UUID, Integer> of(Portion portion) {
            return heads;
        }
    }

    final class InTable implements CoveredHeads {
        private final JdbcClient jdbc;

        InTable(JdbcClient jdbc) {
            this.jdbc = jdbc;
            jdbc.sql(
                            "create temporary table covered_head (operation_id uuid primary key, seq int not null) on commit drop")
                    .update();
        }

        @Override
        public void add(Collection<Head> heads) {
            jdbc.sql("""
                    insert into covered_head
                    select operation_id, max(seq) from unnest(:operations::uuid[], :seqs::int[]) as h (operation_id, seq)
                    group by operation_id
                    on conflict (operation_id) do update set seq = greatest(covered_head.seq, excluded.seq)
                    """)
                    .param("operations", Checkpoint.array(heads, Head::operationId))
                    .param("seqs", Checkpoint.array(heads, Head::seq))
                    .update();
        }

        @Override
        public Map<UUID, Integer> of(Portion portion) {
            var covered = new HashMap<UUID, Integer>();
            jdbc.sql("""
                    select operation_id, h.seq
                    from (select distinct operation_id from audit_entry where operation_id between :from and :to) a
                    join covered_head h using (operation_id)
                    """)
                    .param("from", portion.from())
                    .param("to", portion.to())
                    .query(row -> {
                        covered.put(row.getObject("operation_id", UUID.class), row.getInt("seq"));
                    });
            return covered;
        }
    }
}
