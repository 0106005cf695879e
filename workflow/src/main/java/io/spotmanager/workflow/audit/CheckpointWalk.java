package io.spotmanager.workflow.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Follows the checkpoints, one after the other. */
public final class CheckpointWalk {
    private final Collection<String> trusted;
    private final List<String> findings = new ArrayList<>();
    private final Set<String> keys = new TreeSet<>();
    private long count;
    private long n;
    private String hash = "";
    private @Nullable Instant upTo;

    /** @param trusted public keys, base64; none for any */
    public CheckpointWalk(Collection<String> trusted) {
        this.trusted = trusted;
    }

    /** @return whether it is whole, so that what it says can be relied on */
    public boolean next(Checkpoint checkpoint) {
        var key = checkpoint.seal().publicKey();
        keys.add(key);
        count++;
        if (checkpoint.n() != n + 1) {
            findings.add("checkpoint %d follows checkpoint %d".formatted(checkpoint.n(), n));
        }
        if (!checkpoint.previousHash().equals(hash)) {
            findings.add("checkpoint %d was written after another one than checkpoint %d".formatted(checkpoint.n(), n));
        }
        var whole = checkpoint.isWhole();
        if (!whole) {
            findings.add("checkpoint %d does not match its hash or its signature".formatted(checkpoint.n()));
        }
        if (!trusted.isEmpty() && !trusted.contains(key)) {
            findings.add("checkpoint %d was signed with another key than yours: %s".formatted(checkpoint.n(), key));
        }
        n = checkpoint.n();
        hash = checkpoint.hash();
        upTo = checkpoint.upTo();
        return whole;
    }

    /** The sentence for an entry that a checkpoint saw and that is not there as it was. */
    public static String gone(long n, Object operation, int seq) {
        return "checkpoint %d saw entry %d of operation %s, which is gone or another one now"
                .formatted(n, seq, operation);
    }

    public List<String> findings() {
        return findings;
    }

    public CheckpointReport report() {
        return new CheckpointReport(count, upTo, List.copyOf(keys));
    }
}
