package io.spotmanager.audit.export;

import io.spotmanager.audit.AuditVerification.Report;
import io.spotmanager.audit.CheckpointKey;
import io.spotmanager.audit.DatabaseClock;
import io.spotmanager.audit.HistoryArchive;
import io.spotmanager.audit.HistoryArchive.Content;
import io.spotmanager.audit.VerificationRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves old operations from the history into files, month by month. In this order, so that a crash anywhere loses nothing: a file is written, forced to the disk,
 * verified and named; then its archive is sealed, in one transaction; then what it has is deleted in portions, whole operations only. The next call
 * goes on with a deletion that was not finished.
 */
final class HistoryArchiver {
    private static final int OPERATIONS_A_TRANSACTION = 500;
    private static final int OPERATIONS_A_STATEMENT = 5_000;

    /** Of the database; one archiver works at a time. */
    private static final long LOCK = 0x5b07_a4c4_1e00_47L;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final TransactionTemplate snapshot;
    private final VerificationRules rules;
    private final CheckpointKey key;
    private final Path folder;
    private final InstantSource clock;
    private final Consumer<String> log;

    /**
     * @param jdbc over one connection, which holds the lock
     * @param snapshot of one isolation level for all statements
     * @param rules trust the key
     * @param log gets a sentence for each thing that was done
     */
    HistoryArchiver(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            TransactionTemplate snapshot,
            VerificationRules rules,
            CheckpointKey key,
            Path folder,
            Consumer<String> log) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.snapshot = snapshot;
        this.rules = rules;
        this.key = key;
        this.folder = folder;
        this.clock = new DatabaseClock(jdbc);
        this.log = log;
    }

    /**
     * Archives all that may leave. Blocks for as long as that takes.
     *
     * @param before operations that ended later stay
     * @param by the person who decided it
     * @return the number of operations that have left
     * @throws IllegalStateException if another archiver works, or a file is not as it should be; then nothing more was deleted
     */
    long archive(Instant before, String by) throws IOException {
        if (!jdbc.sql("select pg_try_advisory_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single()) {
            throw new IllegalStateException("The history is being archived by another process. Nothing was done.");
        }
        try {
            var left = finish();
            var from = YearMonth.of(1970, 1);
            for (var next = oldest(from, before); next.isPresent(); next = oldest(from, before)) {
                left += archive(next.get(), before, by);
                from = next.get().month().plusMonths(1);
            }
            return left;
        } finally {
            jdbc.sql("select pg_advisory_unlock(?)")
                    .param(LOCK)
                    .query(Boolean.class)
                    .single();
        }
    }

    private Optional<Leaving> oldest(YearMonth from, Instant before) {
        var leaving = snapshot.execute(status -> Leaving.oldest(jdbc, rules, from, before, clock.instant()));
        return leaving == null ? Optional.empty() : leaving;
    }

    private long archive(Leaving leaving, Instant before, String by) throws IOException {
        if (leaving.uncovered() > 0) {
            log.accept("%d operations of %s stay, because no verified checkpoint covers their end."
                    .formatted(leaving.uncovered(), leaving.month()));
        }
        var content = write(leaving);
        var n = seal(leaving, content, before, by);
        log.accept("Archive %d: %d operations and %d entries of %s are in %s (SHA-256 %s)."
                .formatted(
                        n,
                        content.operations(),
                        content.entries(),
                        content.month(),
                        folder.resolve(content.file()),
                        content.fileSha256()));
        return delete(n);
    }

    private Content write(Leaving leaving) throws IOException {
        Files.createDirectories(folder);
        var name = "history-%s-%d.jsonl"
                .formatted(leaving.month(), newest().map(HistoryArchive::n).orElse(0L) + 1);
        var part = folder.resolve(name + ".part");
        var now = clock.instant();
        var content = snapshot.execute(status -> {
            try {
                return ArchiveFile.write(jdbc, leaving, part, name, now);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        if (content == null) {
            throw new IllegalStateException("the transaction returned nothing");
        }
        requireWhole(part, content);
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        try (var directory = FileChannel.open(folder)) {
            directory.force(true);
        }
        return content;
    }

    /** What is deleted must be in the file: the file is read from the disk, and has to prove itself. */
    private void requireWhole(Path file, Content content) throws IOException {
        if (!ArchiveFile.sha256(file).equals(content.fileSha256())) {
            throw new IllegalStateException(
                    "%s does not hold what was written to it. Nothing was deleted.".formatted(file));
        }
        Report report = VerifyHistory.inFile(file, rules, clock);
        if (!report.whole() || report.operations() != content.operations() || report.entries() != content.entries()) {
            throw new IllegalStateException(
                    "The history of %s is not intact, so it stays: %s. Verify the whole history, and keep %s."
                            .formatted(
                                    content.month(),
                                    String.join(
                                            "; ",
                                            report.findings().stream().limit(3).toList()),
                                    file));
        }
    }

    private Optional<HistoryArchive> newest() {
        return jdbc.sql("select * from history_archive order by n desc limit 1")
                .query(HistoryArchive::of)
                .optional();
    }

    private long seal(Leaving leaving, Content content, Instant before, String by) {
        var n = transactions.execute(status -> {
            var archive = HistoryArchive.after(newest().orElse(null), clock.instant(), by, content, key);
            insert(archive);
            for (var ids : leaving.portions(OPERATIONS_A_STATEMENT)) {
                var heads = ids.stream()
                        .map(id -> leaving.operations().get(id.toString()))
                        .toList();
                var named = jdbc.sql("""
                        insert into archived_operation (operation_id, archive, seq, hash)
                        select o.id, :archive, o.audit_seq, o.audit_head
                        from unnest(:ids::uuid[], :seqs::int[], :hashes::text[]) as l (id, seq, hash)
                        join operation o on o.id = l.id and o.audit_seq = l.seq and o.audit_head = l.hash
                        where
                        """ + Leaving.MAY_LEAVE)
                        .param("archive", archive.n())
                        .param("ids", Leaving.array(ids))
                        .param(
                                "seqs",
                                Leaving.array(
                                        heads.stream().map(head -> head.seq()).toList()))
                        .param(
                                "hashes",
                                Leaving.array(
                                        heads.stream().map(head -> head.hash()).toList()))
                        .param("before", before.toString())
                        .update();
                if (named != ids.size()) {
                    throw new IllegalStateException(
                            "Something refers to an operation of %s since it was written to its file. Nothing was deleted; try again."
                                    .formatted(leaving.month()));
                }
            }
            return archive.n();
        });
        if (n == null) {
            throw new IllegalStateException("the transaction returned nothing");
        }
        return n;
    }

    private void insert(HistoryArchive archive) {
        jdbc.sql("""
                insert into history_archive (n, sealed_at, sealed_by, month, operations, entries, digest, file, file_sha256,
                                             previous_hash, hash, public_key, signature)
                values (:n, :sealedAt::timestamptz, :sealedBy, :month, :operations, :entries, :digest, :file, :sha256,
                        :previousHash, :hash, :publicKey, :signature)
                """)
                .param("n", archive.n())
                .param("sealedAt", archive.sealedAt().toString())
                .param("sealedBy", archive.sealedBy())
                .param("month", archive.month())
                .param("operations", archive.operations())
                .param("entries", archive.entries())
                .param("digest", archive.digest())
                .param("file", archive.file())
                .param("sha256", archive.fileSha256())
                .param("previousHash", archive.previousHash())
                .param("hash", archive.hash())
                .param("publicKey", archive.seal().publicKey())
                .param("signature", archive.seal().signature())
                .update();
    }

    /** Deletes what a call before this one has sealed and not deleted. */
    private long finish() throws IOException {
        var left = 0L;
        var open = jdbc.sql("""
                select * from history_archive h where exists (
                    select from archived_operation a join operation o on o.id = a.operation_id where a.archive = h.n)
                order by n
                """).query(HistoryArchive::of).list();
        for (var archive : open) {
            var file = folder.resolve(archive.file());
            if (!Files.isReadable(file) || !ArchiveFile.sha256(file).equals(archive.fileSha256())) {
                throw new IllegalStateException(
                        "Archive %d is sealed, and not all of it is deleted yet, but %s is not the file that was sealed (SHA-256 %s). Put it back; nothing was deleted."
                                .formatted(archive.n(), file, archive.fileSha256()));
            }
            log.accept("Archive %d was sealed before; its deletion goes on.".formatted(archive.n()));
            left += delete(archive.n());
        }
        return left;
    }

    private long delete(long archive) {
        var left = 0L;
        var after = new UUID(0, 0);
        while (true) {
            var ids = jdbc.sql("""
                    select operation_id from archived_operation where archive = :archive and operation_id > :after
                    order by operation_id limit :most
                    """)
                    .param("archive", archive)
                    .param("after", after)
                    .param("most", OPERATIONS_A_TRANSACTION)
                    .query((row, number) -> row.getObject("operation_id", UUID.class))
                    .list();
            if (ids.isEmpty()) {
                return left;
            }
            left += delete(ids);
            after = ids.getLast();
        }
    }

    private int delete(List<UUID> ids) {
        var count = transactions.execute(status -> {
            jdbc.sql("delete from audit_entry where operation_id = any(:ids::uuid[])")
                    .param("ids", Leaving.array(ids))
                    .update();
            return jdbc.sql("delete from operation where id = any(:ids::uuid[])")
                    .param("ids", Leaving.array(ids))
                    .update();
        });
        return count == null ? 0 : count;
    }
}
