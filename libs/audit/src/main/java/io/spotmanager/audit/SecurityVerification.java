package io.spotmanager.audit;

import io.spotmanager.audit.Checkpoint.Head;
import io.spotmanager.audit.CheckpointVerifier.Worth;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Verifies the security log: recomputes every hash, and checks that the entries of each checkpoint still exist. */
public final class SecurityVerification {
    private static final int ENTRIES_A_PORTION = 5_000;
    private static final UUID FIRST = new UUID(0, 0);

    /**
     * The result of a verification of the whole log.
     *
     * @param whole true if there are no findings
     * @param chains one for each run of a gateway
     * @param findings one sentence each, the first 1,000
     * @param findingsInAll the number of all findings
     */
    public record Report(
            boolean whole,
            long chains,
            long entries,
            CheckpointReport checkpoints,
            List<String> findings,
            long findingsInAll) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;

    /** @param snapshot of one isolation level for all statements */
    public SecurityVerification(JdbcClient jdbc, TransactionTemplate snapshot) {
        this.jdbc = jdbc;
        this.snapshot = snapshot;
    }

    /** Reads everything in one snapshot, portion by portion. Blocks for as long as that takes. */
    public Report verify(VerificationRules rules) {
        return snapshot.execute(status -> new Run(rules, new DatabaseClock(jdbc).instant()).report());
    }

    /** One verification. */
    private final class Run {
        private final VerificationRules rules;
        private final Instant now;
        private final Findings findings = new Findings();

        /** The newest entry of each chain that a verified checkpoint lists. */
        private final Map<UUID, Integer> covered = new HashMap<>();

        private long chains;
        private long entries;
        private long uncovered;
        private @Nullable SecurityEntry previous;

        Run(VerificationRules rules, Instant now) {
            this.rules = rules;
            this.now = now;
        }

        Report report() {
            var checkpoints = readCheckpoints();
            readEntries();
            if (uncovered > 0) {
                findings.add(
                        "no checkpoint covers %d entries of the security log that are older than %s",
                        uncovered, rules.gap());
            }
            return new Report(
                    findings.count() == 0, chains, entries, checkpoints, findings.sentences(), findings.count());
        }

        private CheckpointReport readCheckpoints() {
            var verifier = new CheckpointVerifier(rules, findings);
            for (var n = 0L; ; ) {
                var next = jdbc.sql("select * from security_checkpoint where n > ? order by n limit 1")
                        .param(n)
                        .query(Checkpoints::checkpoint)
                        .optional();
                if (next.isEmpty()) {
                    return verifier.end(now);
                }
                var checkpoint = next.get();
                var worth = verifier.next(checkpoint, now);
                if (worth != Worth.BROKEN) {
                    checkpoint.parsedHeads().forEach(head -> look(checkpoint, head, worth));
                }
                n = checkpoint.n();
            }
        }

        private void look(Checkpoint checkpoint, Head head, Worth worth) {
            var isThere = jdbc.sql(
                            "select exists (select from security_entry where chain = ? and seq = ? and hash = ?)")
                    .params(head.operationId(), head.seq(), head.hash())
                    .query(Boolean.class)
                    .single();
            if (!isThere) {
                findings.add(
                        "checkpoint %d saw entry %d of chain %s, which is gone or another one now",
                        checkpoint.n(), head.seq(), head.operationId());
            } else if (worth == Worth.VERIFIED) {
                covered.merge(head.operationId(), head.seq(), Math::max);
            }
        }

        private void readEntries() {
            var chain = FIRST;
            var seq = Integer.MIN_VALUE;
            for (var portion = entriesAfter(chain, seq); !portion.isEmpty(); portion = entriesAfter(chain, seq)) {
                portion.forEach(this::next);
                chain = portion.getLast().chain();
                seq = portion.getLast().seq();
            }
        }

        private List<SecurityEntry> entriesAfter(UUID chain, int seq) {
            return jdbc.sql("select * from security_entry where (chain, seq) > (?, ?) order by chain, seq limit ?")
                    .params(chain, seq, ENTRIES_A_PORTION)
                    .query(SecurityEntry::of)
                    .list();
        }

        private void next(SecurityEntry entry) {
            entries++;
            var before = previous != null && previous.chain().equals(entry.chain()) ? previous : null;
            chains += before == null ? 1 : 0;
            previous = entry;
            var expected = before == null ? 1 : before.seq() + 1;
            if (entry.seq() != expected) {
                findings.add("chain %s has entry %d where %d should be", entry.chain(), entry.seq(), expected);
            } else if (!entry.follows(before == null ? "" : before.hash())) {
                findings.add("entry %d of chain %s does not match its hash", entry.seq(), entry.chain());
            }
            if (Checkpoints.isFuture(entry.at(), now)) {
                findings.add("entry %d of chain %s is from the future: %s", entry.seq(), entry.chain(), entry.at());
            }
            if (!rules.trusted().isEmpty()
                    && entry.seq() > covered.getOrDefault(entry.chain(), 0)
                    && entry.at().isBefore(now.minus(rules.gap()))) {
                uncovered++;
            }
        }
    }
}
