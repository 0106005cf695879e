package io.spotmanager.audit;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Verifies the checkpoints one by one. Memory grows only with the number of keys. */
public final class CheckpointVerifier {
    /** The result for one checkpoint. */
    public enum Worth {
        /** Changed, or with heads that cannot be parsed. */
        BROKEN,
        /** Correctly signed, but with a key that is not trusted. */
        UNVERIFIED,
        /** Signed with a trusted key. */
        VERIFIED
    }

    private record Untrusted(long count, long first, long last) {
        Untrusted and(long n) {
            return new Untrusted(count + 1, first, n);
        }
    }

    private final TrustedKeys trusted;
    private final Findings findings;
    private final Map<String, Long> keys = new TreeMap<>();
    private final Map<String, Untrusted> untrusted = new TreeMap<>();
    private long count;
    private long verified;
    private long n;
    private String hash = "";
    private @Nullable Instant latest;
    private long latestN;
    private @Nullable Instant upTo;

    public CheckpointVerifier(TrustedKeys trusted, Findings findings) {
        this.trusted = trusted;
        this.findings = findings;
    }

    /** @param now the time of the read by the database's clock; a later checkpoint is a finding */
    public Worth next(Checkpoint checkpoint, Instant now) {
        var key = checkpoint.seal().publicKey();
        keys.merge(key, 1L, Long::sum);
        count++;
        if (checkpoint.n() != n + 1) {
            findings.add("checkpoint %d follows checkpoint %d", checkpoint.n(), n);
        }
        if (!checkpoint.previousHash().equals(hash)) {
            findings.add("checkpoint %d was written after another one than checkpoint %d", checkpoint.n(), n);
        }
        n = checkpoint.n();
        hash = checkpoint.hash();
        var worth = worth(checkpoint, key);
        if (worth == Worth.BROKEN) {
            findings.add("checkpoint %d does not match its hash or its signature", checkpoint.n());
        }
        if (!trusted.contains(key)) {
            untrusted.merge(key, new Untrusted(1, n, n), (old, one) -> old.and(n));
        }
        if (isInOrder(checkpoint, now) && worth == Worth.VERIFIED) {
            upTo = upTo == null || checkpoint.upTo().isAfter(upTo) ? checkpoint.upTo() : upTo;
        }
        verified += worth == Worth.VERIFIED ? 1 : 0;
        return worth;
    }

    private Worth worth(Checkpoint checkpoint, String key) {
        if (!checkpoint.isWhole() || !checkpoint.hasReadableHeads()) {
            return Worth.BROKEN;
        }
        return trusted.contains(key) ? Worth.VERIFIED : Worth.UNVERIFIED;
    }

    /** The writer chose both times, so the covered range ends now at the latest. */
    private boolean isInOrder(Checkpoint checkpoint, Instant now) {
        var written = checkpoint.writtenAt();
        if (Checkpoints.isFuture(written, now) || Checkpoints.isFuture(checkpoint.upTo(), now)) {
            findings.add(
                    "checkpoint %d is from the future: it says it was written at %s and covers all up to %s, and it is %s now",
                    checkpoint.n(), written, checkpoint.upTo(), now);
            return false;
        }
        if (latest != null && Checkpoints.isFuture(latest, written)) {
            findings.add(
                    "checkpoint %d was written at %s, before checkpoint %d of %s: one of the two clocks was wrong",
                    checkpoint.n(), written, latestN, latest);
        }
        if (latest == null || written.isAfter(latest)) {
            latest = written;
            latestN = checkpoint.n();
        }
        return true;
    }

    /** Returns the finding for an entry that a checkpoint lists and that was removed or changed. */
    public static String gone(long n, Object operation, int seq) {
        return "checkpoint %d saw entry %d of operation %s, which is gone or another one now"
                .formatted(n, seq, operation);
    }

    /** Called after the last checkpoint. */
    public CheckpointReport end() {
        if (trusted.isEmpty() && count > 0) {
            findings.add(
                    "no public key is trusted here, so none of the %d checkpoints could be verified: name the keys that sign",
                    count);
        } else {
            untrusted.forEach((key, of) -> findings.add(
                    of.count() == 1
                            ? "checkpoint %1$d was signed with a key that is not trusted: %4$s"
                            : "%3$d checkpoints, from %1$d to %2$d, were signed with a key that is not trusted: %4$s",
                    of.first(),
                    of.last(),
                    of.count(),
                    TrustedKeys.fingerprint(key)));
        }
        return new CheckpointReport(count, upTo, keys.keySet().stream().toList(), verified, count - verified);
    }
}
