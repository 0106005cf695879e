package io.spotmanager.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A signed statement of how far each history had come. Its hash covers the previous checkpoint, so only the latest ones can be
 * removed unnoticed.
 *
 * @param n counts from 1 without gaps
 * @param writtenAt to the microsecond, as {@code upTo}
 * @param upTo this checkpoint or an earlier one covers the entries before this time
 * @param heads one {@link Head} per line
 * @param previousHash empty for the first
 * @param seal made with any key; the reader decides whether it trusts the key
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

    /** Returns the next checkpoint. */
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

    /** Returns true if hash and signature are correct for the key that it names. */
    public boolean isWhole() {
        return hash.equals(ChainHash.of(n, writtenAt, upTo, heads, previousHash))
                && CheckpointKey.verifies(seal.publicKey(), signed(hash), seal.signature());
    }

    /** Returns true if every line has an operation, a number and a hash; a signer may have signed anything. */
    public boolean hasReadableHeads() {
        return heads.isEmpty() // PostgreSQL reads an empty last line as a line, Java does not
                || Stream.of(heads.split("\n", -1))
                        .allMatch(line -> Head.LINE.matcher(line).matches());
    }

    /** @throws IllegalArgumentException if a line cannot be parsed */
    public Stream<Head> parsedHeads() {
        return heads.lines().map(Head::parse);
    }

    /** Returns a column of heads as PostgreSQL writes an array; none of the columns needs quotes. */
    static String array(Collection<Head> heads, Function<Head, ?> column) {
        return heads.stream().map(head -> column.apply(head).toString()).collect(Collectors.joining(",", "{", "}"));
    }

    private static String signed(String hash) {
        return "spot-manager audit checkpoint " + hash;
    }
}
