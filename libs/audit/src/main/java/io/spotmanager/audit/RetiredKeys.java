package io.spotmanager.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether what retired keys signed still counts. A signature says nothing of when it was made, and whoever steals a retired key can choose
 * the time. So checkpoints of a retired key count only if another key, which was in use by then, signed a checkpoint after them, not
 * later than the key's end and a while: each checkpoint covers the hash of the one before, so that signature fixes all of them.
 */
final class RetiredKeys {
    private final VerificationRules rules;

    /** By key: its checkpoints that no other key has confirmed in time. */
    private final Map<String, Numbers> open;

    private final Map<String, Numbers> late;

    /** What was seen so far, to continue with. */
    record State(Map<String, Numbers> open, Map<String, Numbers> late) {
        static final State NONE = new State(Map.of(), Map.of());
    }

    RetiredKeys(VerificationRules rules, State before) {
        this.rules = rules;
        this.open = new TreeMap<>(before.open());
        this.late = new TreeMap<>(before.late());
    }

    State state() {
        return new State(Map.copyOf(open), Map.copyOf(late));
    }

    /** Takes the next checkpoint that a trusted key signed before its end. */
    void verified(Checkpoint checkpoint) {
        var key = checkpoint.seal().publicKey();
        open.keySet()
                .removeIf(other -> !other.equals(key)
                        && latest(other).isBefore(latest(key))
                        && !checkpoint.writtenAt().isAfter(latest(other)));
        if (rules.trusted().end(key).isPresent()) {
            open.merge(key, Numbers.of(checkpoint.n()), (old, one) -> old.and(checkpoint.n()));
        }
    }

    /** Takes a checkpoint that says itself that it was signed after its key's end. */
    void late(Checkpoint checkpoint) {
        late.merge(checkpoint.seal().publicKey(), Numbers.of(checkpoint.n()), (old, one) -> old.and(checkpoint.n()));
    }

    /** Returns the time until which a key's checkpoints may be confirmed; {@link Instant#MAX} for a key in use. */
    private Instant latest(String key) {
        return rules.trusted().end(key).map(end -> end.plus(rules.gap())).orElse(Instant.MAX);
    }

    List<String> findings(Instant now) {
        var findings = new ArrayList<String>();
        late.forEach((key, of) -> findings.add("%s signed after the end of a retired key, %s: %s"
                .formatted(of.were(), rules.trusted().end(key).orElseThrow(), TrustedKeys.fingerprint(key))));
        open.forEach((key, of) -> {
            if (now.isAfter(latest(key))) {
                findings.add(
                        "%s signed with a key that was retired at %s, and no other key confirmed that until %s, so anybody who has that key can have made it since: %s"
                                .formatted(
                                        of.were(),
                                        rules.trusted().end(key).orElseThrow(),
                                        latest(key),
                                        TrustedKeys.fingerprint(key)));
            }
        });
        return findings;
    }

    List<String> endedSince(Instant readAt, Instant clock) {
        return open.keySet().stream()
                .filter(key -> !readAt.isAfter(latest(key))
                        && rules.trusted().end(key).filter(clock::isAfter).isPresent())
                .map(TrustedKeys::fingerprint)
                .toList();
    }
}
