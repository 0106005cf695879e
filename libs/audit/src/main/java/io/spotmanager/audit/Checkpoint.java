package io.spotmanager.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A signed statement: at that time these histories had come so far. Its hash covers the checkpoint before it, so that none
 * can be left out but the latest.
 *
 * @param n counts from 1 without gaps
 * @param writtenAt to the microsecond, as {@code upTo}
 * @param upTo entries of before are covered by this checkpoint or an earlier one
 * @param heads a {@link Head} a line
 * @param previousHash empty in the first
 * @param seal by whatever key; whether it is a trusted one is for the reader to know
 */
public record Checkpoint(
        long n, Instant writtenAt, Instant upTo, String heads, String previousHash, String hash, Signature seal) {
    /** @param signature of the hash; both base64 */
    public record Signature(String publicKey, String signature) {}

    /** How far an operation's history had come. */
    public record Head(UUID operationId, int seq, String hash) {
        private static final Pattern LINE =
                Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} [0-9]{1,9} [0-9a-f]{64}");

        static Head parse(String line) {
            var fields = line.split(" ", 3);
            return new Head(UUID.fromString(fields[0]), Integer.parseInt(fields[1]), fields[2]);
        }

        String line() {
            return "%s %d %s".formatted(operationId, seq, hash);
        }
    }

    /** The one that follows. */
    static Checkpoint after(
            @Nullable Checkpoint previous, Instant writtenAt, Instant upTo, List<Head> heads, CheckpointKey key) {
        var n = previous == null ? 1 : previous.n() + 1;
        var previousHash = previous == null ? "" : previous.hash();
        var written = writtenAt.truncatedTo(ChronoUnit.MICROS);
        var covered = upTo.truncatedTo(ChronoUnit.MICROS);
        var lines = String.join("\n", heads.stream().map(Head::line).toList());
        var hash = ChainHash.of(n, written, covered, lines, previousHash);
        return new Checkpoint(
                n, written, covered, lines, previousHash, hash, new Signature(key.publicKey(), key.sign(signed(hash))));
    }

    /** Whether nothing in it was changed since it was signed, by whatever key. */
    public boolean isWhole() {
        return hash.equals(ChainHash.of(n, writtenAt, upTo, heads, previousHash))
                && CheckpointKey.verifies(seal.publicKey(), signed(hash), seal.signature());
    }

    /** Whether every line of it names an operation, a number and a hash; its signer may have signed anything. */
    public boolean hasReadableHeads() {
        return heads.isEmpty() // an empty last line is none here, but one to PostgreSQL, which reads them too
                || Stream.of(heads.split("\n", -1))
                        .allMatch(line -> Head.LINE.matcher(line).matches());
    }

    /** @throws IllegalArgumentException where a line cannot be read */
    public Stream<Head> parsedHeads() {
        return heads.lines().map(Head::parse);
    }

    private static String signed(String hash) {
        return "spot-manager audit checkpoint " + hash;
    }
}
