package io.spotmanager.audit;

import io.spotmanager.audit.Checkpoint.Head;
import io.spotmanager.audit.CheckpointVerifier.Worth;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Verifies what was decided and noticed for the installation as a whole: freezes, epochs, archives, and entries that were missing. Recomputes every
 * hash of their chains, compares the chains with the tables row by row, and checks that the entries of each checkpoint still exist.
 */
final class InstallationProof {
    /**
     * A table that a chain covers.
     *
     * @param keys the columns that name a row, with their types
     */
    private record Source(String table, Map<String, String> keys) {
        String sameRow() {
            return keys.entrySet().stream()
                    .map(key -> "t.%1$s = (e.detail::jsonb ->> '%1$s')::%2$s".formatted(key.getKey(), key.getValue()))
                    .collect(Collectors.joining(" and "));
        }
    }

    private static final List<Source> SOURCES = List.of(
            new Source("freeze_entry", Map.of("n", "bigint")),
            new Source("history_epoch", Map.of("n", "bigint")),
            new Source("history_archive", Map.of("n", "bigint")),
            new Source(
                    "missing_entry",
                    Map.of("noticed_in", "uuid", "epoch", "uuid", "operation_id", "uuid", "seq", "integer")));

    private final JdbcClient jdbc;
    private final VerificationRules rules;
    private final Instant now;
    private final Findings findings;
    private final Map<UUID, Integer> covered = new HashMap<>();
    private final Map<UUID, AuditHead> heads = new HashMap<>();
    private long uncovered;

    /** @param now by the database's clock */
    InstallationProof(JdbcClient jdbc, VerificationRules rules, Instant now, Findings findings) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.now = now;
        this.findings = findings;
    }

    /** Adds a finding for each thing that is wrong. Must be called in a transaction; a database of an earlier release has no chains. */
    void find() {
        if (!jdbc.sql("select to_regclass('installation_entry') is not null")
                .query(Boolean.class)
                .single()) {
            return;
        }
        // As the rows were written down.
        jdbc.sql("select set_config('TimeZone', 'UTC', true)")
                .query(String.class)
                .single();
        var own = new Findings();
        readCheckpoints(own);
        readEntries(own);
        SOURCES.forEach(source -> compare(source, own));
        if (uncovered > 0) {
            own.add("no checkpoint covers %d entries that are older than %s", uncovered, rules.gap());
        }
        own.sentences().forEach(sentence -> findings.add("freezes and epochs: %s", sentence));
    }

    private void readCheckpoints(Findings own) {
        var verifier = new CheckpointVerifier(rules, own);
        jdbc.sql("select * from installation_checkpoint order by n")
                .query(Checkpoints::checkpoint)
                .list()
                .forEach(checkpoint -> {
                    var worth = verifier.next(checkpoint, now);
                    if (worth != Worth.BROKEN) {
                        checkpoint.parsedHeads().forEach(head -> look(checkpoint, head, worth, own));
                    }
                });
        if (!rules.trusted().isEmpty()) {
            verifier.end(now);
        }
    }

    private void look(Checkpoint checkpoint, Head head, Worth worth, Findings own) {
        var isThere = jdbc.sql(
                        "select exists (select from installation_entry where chain = ? and seq = ? and hash = ?)")
                .params(head.operationId(), head.seq(), head.hash())
                .query(Boolean.class)
                .single();
        if (!isThere) {
            own.add(
                    "checkpoint %d saw entry %d of chain %s, which is gone or another one now",
                    checkpoint.n(), head.seq(), head.operationId());
        } else if (worth == Worth.VERIFIED) {
            covered.merge(head.operationId(), head.seq(), Math::max);
        }
    }

    private void readEntries(Findings own) {
        jdbc.sql("select * from installation_entry order by chain, seq").query((RowCallbackHandler) row -> {
            var chain = row.getObject("chain", UUID.class);
            var seq = row.getInt("seq");
            var at = row.getObject("at", OffsetDateTime.class).toInstant();
            var before = heads.getOrDefault(chain, AuditHead.NONE);
            var source = row.getString("source");
            if (seq != before.seq() + 1) {
                own.add("the chain of %s has entry %d where %d should be", source, seq, before.seq() + 1);
            } else if (!row.getString("hash")
                    .equals(hash(before.hash(), chain, seq, at, source, row.getString("detail")))) {
                own.add("entry %d of the chain of %s does not match its hash", seq, source);
            }
            heads.put(chain, new AuditHead(seq, row.getString("hash")));
            if (!rules.trusted().isEmpty()
                    && seq > covered.getOrDefault(chain, 0)
                    && at.isBefore(now.minus(rules.gap()))) {
                uncovered++;
            }
        });
    }

    private static String hash(String previous, UUID chain, int seq, Instant at, String source, String detail) {
        return ChainHash.of(
                previous,
                chain,
                seq,
                ChronoUnit.MICROS.between(Instant.EPOCH, at),
                source,
                ChainHash.sha256(detail.getBytes(StandardCharsets.UTF_8)));
    }

    /** A later release may add columns; what an entry names must still be so. */
    private void compare(Source source, Findings own) {
        jdbc.sql("""
                select e.seq, exists (select from %1$s t where %2$s) as there
                from installation_entry e
                where e.source = '%1$s'
                  and not exists (select from %1$s t where %2$s and e.detail::jsonb <@ to_jsonb(t))
                order by e.seq
                """.formatted(source.table(), source.sameRow())).query((RowCallbackHandler) row -> own.add(
                row.getBoolean("there")
                        ? "the row of %s that entry %d recorded was changed"
                        : "the row of %s that entry %d recorded is gone",
                source.table(),
                row.getInt("seq")));
        jdbc.sql("""
                select to_jsonb(t)::text as row from %1$s t
                where not exists (select from installation_entry e where e.source = '%1$s' and %2$s)
                """.formatted(source.table(), source.sameRow())).query((RowCallbackHandler)
                row -> own.add("a row of %s has no entry: %s", source.table(), row.getString("row")));
    }
}
