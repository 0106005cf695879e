package io.spotmanager.audit;

import io.spotmanager.audit.Checkpoint.Head;
import io.spotmanager.audit.HistoryReader.Portion;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far the verified checkpoints cover each operation, in a table that outlives a transaction and a process. Whoever may write there could
 * hide an entry that no checkpoint covers, so each row has a seal; what is deleted makes a finding by itself.
 */
final class SealedHeads implements CoveredHeads {
    private final JdbcClient jdbc;
    private final NotesSeal seal;
    private final UUID attempt;
    private final Findings findings;

    /** @param attempt of the verification, so that rows of another one do not count */
    SealedHeads(JdbcClient jdbc, NotesSeal seal, UUID attempt, Findings findings) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.attempt = attempt;
        this.findings = findings;
    }

    @Override
    public void add(Collection<Head> heads) {
        var highest = heads.stream()
                .collect(Collectors.toMap(
                        Head::operationId, head -> head, (one, other) -> one.seq() < other.seq() ? other : one))
                .values();
        jdbc.sql("""
                insert into verification_head (operation_id, seq, seal)
                select * from unnest(:operations::uuid[], :seqs::int[], :seals::text[])
                on conflict (operation_id) do update set seq = excluded.seq, seal = excluded.seal
                where excluded.seq > verification_head.seq
                """)
                .param("operations", Checkpoint.array(highest, Head::operationId))
                .param("seqs", Checkpoint.array(highest, Head::seq))
                .param("seals", Checkpoint.array(highest, head -> seal(head.operationId(), head.seq())))
                .update();
    }

    @Override
    public Map<UUID, Integer> of(Portion portion) {
        var covered = new HashMap<UUID, Integer>();
        jdbc.sql("""
                select operation_id, h.seq, h.seal
                from (select distinct operation_id from audit_entry where operation_id between :from and :to) a
                join verification_head h using (operation_id)
                """).param("from", portion.from()).param("to", portion.to()).query(row -> {
            var operation = row.getObject("operation_id", UUID.class);
            var seq = row.getInt("seq");
            if (seal(operation, seq).equals(row.getString("seal"))) {
                covered.put(operation, seq);
            } else {
                findings.add(
                        "operation %s: what this verification had written down of its checkpoints was changed in the database, and does not count",
                        operation);
            }
        });
        return covered;
    }

    private String seal(UUID operation, int seq) {
        return seal.of("covered", attempt, operation, seq);
    }
}
