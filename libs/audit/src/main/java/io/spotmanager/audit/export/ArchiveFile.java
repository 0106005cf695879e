package io.spotmanager.audit.export;

import io.spotmanager.audit.AuditHead;
import io.spotmanager.audit.Checkpoint.Head;
import io.spotmanager.audit.Checkpoints;
import io.spotmanager.audit.HistoryArchive;
import io.spotmanager.audit.HistoryReader;
import io.spotmanager.audit.export.HistoryLine.OperationEnd;
import io.spotmanager.audit.export.HistoryLine.Part;
import io.spotmanager.audit.export.HistoryLine.Totals;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes the operations of a month to a file, in the form of an export. */
final class ArchiveFile implements AutoCloseable {
    private static final int OPERATIONS_A_STATEMENT = 500;
    private static final int BUFFER = 1 << 16;

    private final FileChannel channel;
    private final MessageDigest sha256 = sha256();
    private final OutputStream out;
    private long checkpoints;
    private long entries;
    private long operations;
    private String digest = "";

    private ArchiveFile(Path file) throws IOException {
        this.channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        this.out = new BufferedOutputStream(new DigestOutputStream(Channels.newOutputStream(channel), sha256), BUFFER);
    }

    /**
     * Writes the file and waits until it is on the disk. Must be called in one database snapshot.
     *
     * @param name under which the file will be kept
     * @throws IllegalStateException if an operation is not as it was when it was chosen
     */
    static HistoryArchive.Content write(JdbcClient jdbc, Leaving leaving, Path file, String name, Instant now)
            throws IOException {
        try (var archive = new ArchiveFile(file)) {
            archive.write(jdbc, leaving, now);
            archive.out.flush();
            archive.channel.force(true);
            return new HistoryArchive.Content(
                    leaving.month().toString(),
                    archive.operations,
                    archive.entries,
                    archive.digest,
                    name,
                    HexFormat.of().formatHex(archive.sha256.digest()));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Returns the SHA-256 of a file, 64 hexadecimal digits. */
    static String sha256(Path file) throws IOException {
        var digest = sha256();
        try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void write(JdbcClient jdbc, Leaving leaving, Instant now) {
        append(HistoryLine.of(
                new Part(leaving.month().toString(), leaving.operations().size())));
        jdbc.sql("select * from audit_checkpoint where n between :first and :last order by n")
                .param("first", leaving.firstCheckpoint())
                .param("last", leaving.lastCheckpoint())
                .withFetchSize(1)
                .query((RowCallbackHandler) row -> {
                    append(HistoryLine.of(Checkpoints.checkpoint(row, 0)));
                    checkpoints++;
                });
        var reader = new HistoryReader(jdbc);
        for (var ids : leaving.portions(OPERATIONS_A_STATEMENT)) {
            reader.read(
                    ids,
                    entry -> {
                        append(HistoryLine.of(entry));
                        entries++;
                    },
                    row -> {
                        requireSame(leaving.operations().get(row.id().toString()), row.head());
                        append(HistoryLine.of(OperationEnd.of(row)));
                        digest = HistoryArchive.digest(
                                digest,
                                new Head(row.id(), row.head().seq(), row.head().hash()));
                        operations++;
                    });
        }
        append(HistoryLine.of(new Totals(checkpoints, entries, operations, now)));
    }

    private static void requireSame(@Nullable AuditHead chosen, AuditHead found) {
        if (!found.equals(chosen)) {
            throw new IllegalStateException("an operation that has ended was changed meanwhile; nothing was archived");
        }
    }

    private void append(HistoryLine line) {
        try {
            out.write(line.text().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
