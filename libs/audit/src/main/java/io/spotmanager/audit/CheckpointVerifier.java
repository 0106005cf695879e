package io.spotmanager.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
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

    /** What was seen so far, to continue with. */
    record State(
            List<String> keys,
            Map<String, Numbers> untrusted,
            RetiredKeys.State retired,
            long count,
            long verified,
            long n,
            String hash,
            @Nullable Instant latest,
            long latestN,
            @Nullable Instant upTo,
            @Nullable String newestKey) {
        static final State NONE =
                new State(List.of(), Map.of(), RetiredKeys.State.NONE, 0, 0, 0, "", null, 0, null, null);
    }

    private final TrustedKeys trusted;
    private final RetiredKeys retired;
    private final Findings findings;
    private final SortedSet<String> keys;
    private final Map<String, Numbers> untrusted;
    private long count;
    private long verified;
    private long n;
    private String hash;
    private @Nullable Instant latest;
    private long latestN;
    private @Nullable Instant upTo;
    private @Nullable String newestKey;

    public CheckpointVerifier(VerificationRules rules, Findings findings) {
        this(rules, findings, State.NONE);
    }

    CheckpointVerifier(VerificationRules rules, Findings findings, State before) {
        this.trusted = rules.trusted();
        this.retired = new RetiredKeys(rules, before.retired());
        this.findings = findings;
        this.keys = new TreeSet<>(before.keys());
        this.untrusted = new TreeMap<>(before.untrusted());
        this.count = before.count();
        this.verified = before.verified();
        this.n = before.n();
        this.hash = before.hash();
        this.latest = before.latest();
        this.latestN = before.latestN();
        this.upTo = before.upTo();
        this.newestKey = before.newestKey();
    }

    State state() {
        return new State(
                List.copyOf(keys),
                Map.copyOf(untrusted),
                retired.state(),
                count,
                verified,
                n,
                hash,
                latest,
                latestN,
                upTo,
                newestKey);
    }

    /** Of a part of the history not all checkpoints are there: the first one follows another that is not read. */
    public void beginBefore(Checkpoint first) {
        n = first.n() - 1;
        hash = first.previousHash();
    }

    /** @param now the time of the read by the database's clock; a later checkpoint is a finding */
    public Worth next(Checkpoint checkpoint, Instant now) {
        var key = checkpoint.seal().publicKey();
        keys.add(key);
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
        findAtEnd(now);
        return report();
    }

    void findAtEnd(Instant now) {
        retired.findings(now).forEach(findings::add);
        if (trusted.isEmpty() && count > 0) {
            findings.add(
                    "no public key is trusted here, so none of the %d checkpoints could be verified: name the keys that sign",
                    count);
        } else {
            untrusted.forEach((key, of) -> findings.add(
                    "%s signed with a key that is not trusted: %s".formatted(of.were(), TrustedKeys.fingerprint(key))));
        }
    }

    CheckpointReport report() {
        return new CheckpointReport(
                count,
                upTo,
                List.copyOf(keys),
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
