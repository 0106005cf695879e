package io.spotmanager.audit;

import io.spotmanager.audit.Checkpoint.Signature;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A signed statement of what has left the history, and in which file it is. Its hash covers the archive before.
 *
 * @param n counts from 1 without gaps
 * @param sealedAt to the microsecond
 * @param month in which the operations were accepted, in UTC, such as 2024-03
 * @param digest of its operations in the order of their ids, see {@link #digest}
 * @param file its name, without a folder
 * @param fileSha256 64 hexadecimal digits
 * @param previousHash empty for the first
 */
public record HistoryArchive(
        long n,
        Instant sealedAt,
        String sealedBy,
        String month,
        long operations,
        long entries,
        String digest,
        String file,
        String fileSha256,
        String previousHash,
        String hash,
        Signature seal) {
    /** Unlike that of a checkpoint, so that none can be passed off as the other. */
    private static final String SIGNED = "spot-manager archive of the history ";

    /** What leaves, before it is sealed. */
    public record Content(String month, long operations, long entries, String digest, String file, String fileSha256) {}

    /** How far the history of an operation had come that has left. */
    public record Archived(Checkpoint.Head head, long archive) {}

    /** Returns the digest of the operations so far and one more; the first one follows an empty text. */
    public static String digest(String before, Checkpoint.Head operation) {
        return ChainHash.of(before, operation.operationId(), operation.seq(), operation.hash());
    }

    /** Returns the next archive. */
    public static HistoryArchive after(
            @Nullable HistoryArchive previous, Instant at, String by, Content content, CheckpointKey key) {
        var n = previous == null ? 1 : previous.n() + 1;
        var previousHash = previous == null ? "" : previous.hash();
        var sealedAt = at.truncatedTo(ChronoUnit.MICROS);
        var hash = hash(n, sealedAt, by, content, previousHash);
        return new HistoryArchive(
                n,
                sealedAt,
                by,
                content.month(),
                content.operations(),
                content.entries(),
                content.digest(),
                content.file(),
                content.fileSha256(),
                previousHash,
                hash,
                new Signature(key.publicKey(), key.sign(SIGNED + hash)));
    }

    private static String hash(long n, Instant at, String by, Content content, String previousHash) {
        return ChainHash.of(
                n,
                at,
                by,
                content.month(),
                content.operations(),
                content.entries(),
                content.digest(),
                content.file(),
                content.fileSha256(),
                previousHash);
    }

    /** Returns true if hash and signature are correct for the key that it names. */
    boolean isWhole() {
        var content = new Content(month, operations, entries, digest, file, fileSha256);
        return hash.equals(hash(n, sealedAt, sealedBy, content, previousHash))
                && CheckpointKey.verifies(seal.publicKey(), SIGNED + hash, seal.signature());
    }

    public static HistoryArchive of(ResultSet row, int number) throws SQLException {
        return new HistoryArchive(
                row.getLong("n"),
                row.getObject("sealed_at", OffsetDateTime.class).toInstant(),
                row.getString("sealed_by"),
                row.getString("month"),
                row.getLong("operations"),
                row.getLong("entries"),
                row.getString("digest"),
                row.getString("file"),
                row.getString("file_sha256"),
                row.getString("previous_hash"),
                row.getString("hash"),
                new Signature(row.getString("public_key"), row.getString("signature")));
    }
}
