package io.spotmanager.audit;

import io.spotmanager.audit.AuditVerification.Report;
import io.spotmanager.audit.Checkpoint.Head;
import io.spotmanager.audit.CheckpointVerifier.Worth;
import io.spotmanager.audit.VerificationState.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Verifies the next portion of the history. The rules are here once: a verification in one snapshot is all portions one after another, and one
 * that goes on over processes is the same portions, each in a snapshot of its own. Must be used in a transaction.
 */
final class VerificationPortion {
    private static final int HEADS_A_STATEMENT = 5_000;

    /** What an archive has may be gone, but not another one. */
    private static final String NOT_ARCHIVED = """
            and not (a.hash is null and exists (select from archived_operation g
                                                where g.operation_id = h.operation_id and g.seq >= h.seq))""";

    private final JdbcClient jdbc;
    private final VerificationRules rules;
    private final PortionSize size;
    private final Instant now;
    private final CoveredHeads covered;
    private final Findings findings;
    private final ArchiveVerifier archives;
    private final CheckpointVerifier checkpoints;
    private final ChainVerifier history;
    private final UncoveredEntries uncovered;
    private Phase phase;
    private UUID archived;
    private long checkpoint;
    private UUID operation;
    private KeyProof.@Nullable Place key;
    private final VerificationState before;

    /** @param covered gets the findings of this portion */
    VerificationPortion(
            JdbcClient jdbc,
            VerificationRules rules,
            PortionSize size,
            VerificationState before,
            Instant now,
            BiFunction<VerificationState, Findings, CoveredHeads> covered) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.size = size;
        this.now = now;
        this.before = before;
        this.findings = new Findings(before.findings());
        this.covered = covered.apply(before, findings);
        this.archives = new ArchiveVerifier(rules, findings, before.archives());
        this.checkpoints = new CheckpointVerifier(rules, findings, before.checkpoints());
        this.history = ChainVerifier.ofRowsThatFollow(findings, now, before.history());
        this.uncovered = new UncoveredEntries(before.startedAt().minus(rules.gap()), before.uncovered());
        this.phase = before.phase();
        this.archived = before.archived();
        this.checkpoint = before.checkpoint();
        this.operation = before.operation();
        this.key = before.key();
    }

    /** Returns where the verification is after this portion. Blocks while it reads. */
    VerificationState verify() {
        switch (phase) {
            case ARCHIVES -> readArchives();
            case CHECKPOINTS -> readCheckpoints();
            case OPERATIONS -> readOperations();
            case KEYS -> {
                key = new KeyProof(jdbc, findings, size).portion(key);
                phase = key == null ? Phase.INSTALLATION : phase;
            }
            case INSTALLATION -> {
                new InstallationProof(jdbc, rules, now, findings).find();
                phase = Phase.DONE;
            }
            case DONE -> throw new IllegalStateException("the verification has ended");
        }
        return new VerificationState(
                before.startedAt(),
                before.attempt(),
                phase,
                archived,
                checkpoint,
                operation,
                key,
                archives.state(),
                checkpoints.state(),
                history.state(),
                uncovered.state(),
                findings.state());
    }

    /** Returns the report of a verification that is {@link Phase#DONE}. */
    static Report report(VerificationRules rules, VerificationState end, List<String> notes) {
        var findings = new Findings(end.findings());
        var checkpoints = new CheckpointVerifier(rules, findings, end.checkpoints());
        var history = ChainVerifier.ofRowsThatFollow(findings, end.startedAt(), end.history());
        var all = new ArrayList<>(notes);
        all.addAll(new ArchiveVerifier(rules, findings, end.archives()).notes());
        return Report.of(rules, history, checkpoints.report(), findings, all);
    }

    /** Reads the next operations of an archive; if there are no more of it, the next archive. */
    private void readArchives() {
        if (!hasArchives()) {
            phase = Phase.CHECKPOINTS;
            return;
        }
        var read = 0;
        while (read < size.heads()) {
            var current = archives.state().current();
            var operations = current == null ? List.<Head>of() : archived(current.n());
            operations.forEach(archives::next);
            read += 1 + operations.size();
            if (!operations.isEmpty()) {
                archived = operations.getLast().operationId();
                continue;
            }
            var next = jdbc.sql("select * from history_archive where n > :n order by n limit 1")
                    .param("n", current == null ? Long.MIN_VALUE : current.n())
                    .query(HistoryArchive::of)
                    .optional();
            if (next.isEmpty()) {
                archives.end();
                phase = Phase.CHECKPOINTS;
                return;
            }
            archives.next(next.get(), now);
            archived = HistoryReader.FIRST;
        }
    }

    /** A database of an earlier release has none. */
    private boolean hasArchives() {
        return jdbc.sql("select to_regclass('archived_operation') is not null")
                .query(Boolean.class)
                .single();
    }

    private List<Head> archived(long archive) {
        return jdbc.sql("""
                select operation_id, seq, hash from archived_operation where archive = :archive and operation_id > :after
                order by operation_id limit :most
                """)
                .param("archive", archive)
                .param("after", archived)
                .param("most", Math.min(size.heads(), HEADS_A_STATEMENT))
                .query((row, number) ->
                        new Head(row.getObject("operation_id", UUID.class), row.getInt("seq"), row.getString("hash")))
                .list();
    }

    private void readCheckpoints() {
        var heads = 0L;
        for (var read = 0; read < size.checkpoints() && heads < size.heads(); read++) {
            var next = jdbc.sql("select * from audit_checkpoint where n >= ? order by n limit 1")
                    .param(checkpoint)
                    .query(Checkpoints::checkpoint)
                    .optional();
            next.ifPresent(this::read);
            heads += next.map(one -> one.heads().lines().count()).orElse(0L);
            if (next.isEmpty() || next.get().n() == Long.MAX_VALUE) {
                checkpoints.findAtEnd(now);
                phase = Phase.OPERATIONS;
                return;
            }
            checkpoint = next.get().n() + 1;
        }
    }

    private void read(Checkpoint next) {
        var worth = checkpoints.next(next, now);
        if (worth != Worth.BROKEN) {
            findEntriesThatAreGone(next);
        }
        if (worth == Worth.VERIFIED) {
            parts(next).forEach(covered::add);
        }
    }

    private static Stream<List<Head>> parts(Checkpoint checkpoint) {
        return checkpoint.parsedHeads().gather(Gatherers.windowFixed(HEADS_A_STATEMENT));
    }

    private void findEntriesThatAreGone(Checkpoint seen) {
        var unlessArchived = hasArchives() ? NOT_ARCHIVED : "";
        parts(seen)
                .forEach(heads -> jdbc.sql("""
                        select h.operation_id, h.seq
                        from unnest(:operations::uuid[], :seqs::int[], :hashes::text[]) as h (operation_id, seq, hash)
                        left join audit_entry a on a.operation_id = h.operation_id and a.seq = h.seq
                        where a.hash is distinct from h.hash %s
                        order by h.operation_id, h.seq
                        """.formatted(unlessArchived))
                        .param("operations", Checkpoint.array(heads, Head::operationId))
                        .param("seqs", Checkpoint.array(heads, Head::seq))
                        .param("hashes", Checkpoint.array(heads, Head::hash))
                        .query((RowCallbackHandler) row -> findings.add(
                                CheckpointVerifier.gone(seen.n(), row.getString("operation_id"), row.getInt("seq")))));
    }

    private void readOperations() {
        var reader = new HistoryReader(jdbc, size);
        var portion = reader.portion(operation);
        uncovered.portion(covered.of(portion));
        reader.read(
                portion,
                entry -> {
                    history.next(entry);
                    uncovered.next(entry);
                },
                history::next);
        if (portion.next() != null) {
            operation = portion.next();
            return;
        }
        history.end();
        if (!rules.trusted().isEmpty()) {
            uncovered.finding().ifPresent(findings::add);
        }
        phase = Phase.KEYS;
    }
}
