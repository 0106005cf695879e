package io.spotmanager.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Verifies the checkpoints one by one. Memory grows only with the number of keys. */
public final class CheckpointVerifier {
    /** The result for one checkpoint. */
    public enum Worth {
        /** Changed, or with heads that cannot be parsed. */
        BROKEN,
        /** Correctly signed, but with a key that is not trusted, or that was retired by then. */
        UNVERIFIED,
        /** Signed with a trusted key. */
        VERIFIED
    }

    private final TrustedKeys trusted;
    private final RetiredKeys retired;
    private final Findings findings;
    private final Map<String, Long> keys = new TreeMap<>();
    private final Map<String, Numbers> untrusted = new TreeMap<>();
    private long count;
    private long verified;
    private long n;
    private String hash = "";
    private @Nullable Instant latest;
    private long latestN;
    private @Nullable Instant upTo;
    private @Nullable String newestKey;

    public CheckpointVerifier(VerificationRules rules, Findings findings) {
        this.trusted = rules.trusted();
        this.retired = new RetiredKeys(rules);
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
        var worth = worth(checkpoint);
        if (worth == Worth.BROKEN) {
            findings.add("checkpoint %d does not match its hash or its signature", checkpoint.n());
        }
        if (!trusted.contains(key)) {
            untrusted.merge(key, Numbers.of(n), (old, one) -> old.and(n));
        }
        if (isInOrder(checkpoint, now) && worth == Worth.VERIFIED) {
            upTo = upTo == null || checkpoint.upTo().isAfter(upTo) ? checkpoint.upTo() : upTo;
        }
        if (worth == Worth.VERIFIED) {
            verified++;
            newestKey = key;
            retired.verified(checkpoint);
        } else if (worth == Worth.UNVERIFIED && trusted.contains(key)) {
            retired.late(checkpoint);
        }
        return worth;
    }

    private Worth worth(Checkpoint checkpoint) {
        if (!checkpoint.isWhole() || !checkpoint.hasReadableHeads()) {
            return Worth.BROKEN;
        }
        return trusted.count(checkpoint) ? Worth.VERIFIED : Worth.UNVERIFIED;
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

    /**
     * Called after the last checkpoint.
     *
     * @param now the time of the read: a key that is retired by then needs a successor
     */
    public CheckpointReport end(Instant now) {
        retired.findings(now).forEach(findings::add);
        if (trusted.isEmpty() && count > 0) {
            findings.add(
                    "no public key is trusted here, so none of the %d checkpoints could be verified: name the keys that sign",
                    count);
        } else {
            untrusted.forEach((key, of) -> findings.add(
                    "%s signed with a key that is not trusted: %s".formatted(of.were(), TrustedKeys.fingerprint(key))));
        }
        return new CheckpointReport(
                count,
                upTo,
                keys.keySet().stream().toList(),
                newestKey == null ? null : TrustedKeys.fingerprint(newestKey),
                verified,
                count - verified);
    }

    /**
     * Returns the fingerprints of keys that were in use when the history was read and have ended since: whoever has one of them today can have made
     * what its checkpoints alone prove.
     *
     * @param readAt as the history itself says
     * @param clock the local time
     */
    public List<String> endedSince(Instant readAt, Instant clock) {
        return retired.endedSince(readAt, clock);
    }
}
