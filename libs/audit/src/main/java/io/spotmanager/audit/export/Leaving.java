package io.spotmanager.audit.export;

import io.spotmanager.audit.AuditHead;
import io.spotmanager.audit.Checkpoint;
import io.spotmanager.audit.CheckpointVerifier;
import io.spotmanager.audit.CheckpointVerifier.Worth;
import io.spotmanager.audit.Checkpoints;
import io.spotmanager.audit.Findings;
import io.spotmanager.audit.VerificationRules;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The operations of a month that may leave the history, with the end of each. Memory grows with the operations of one month.
 *
 * @param operations by the text of their ids, which is the order of PostgreSQL
 * @param firstCheckpoint the first one that may list one of them
 * @param lastCheckpoint the last one that has to be in the file
 * @param uncovered how many stay because no verified checkpoint covers their end
 */
record Leaving(
        YearMonth month,
        SortedMap<String, AuditHead> operations,
        long firstCheckpoint,
        long lastCheckpoint,
        long uncovered) {
    /**
     * What anything still refers to stays. So does the newest operation of a host for each kind and end: where a host belongs, and what may be undone, is
     * read from these.
     */
    static final String MAY_LEAVE = """
            not o.open and o.ended_at < :before::timestamptz
            and (o.late_effects_until is null or o.late_effects_until < :before::timestamptz)
            and not exists (select from plan_item x where x.operation_id = o.id)
            and not exists (select from reservation x where x.operation_id = o.id)
            and not exists (select from approval x where x.operation_id = o.id)
            and not exists (select from idempotency_key x where x.operation_id = o.id)
            and not exists (select from missing_entry x where x.operation_id = o.id)
            and not exists (select from outbox x where x.operation_id = o.id)
            and exists (select from operation newer
                        where newer.subject = o.subject and newer.created_at > o.created_at and not newer.open
                          and newer.kind = o.kind and newer.state = o.state
                          and (newer.request ->> 'target_aggregate' is null) = (o.request ->> 'target_aggregate' is null))
            """;

    /**
     * Returns those of the oldest month that has any; empty if nothing may leave. Must be called in a transaction.
     *
     * @param from the first month to look at
     * @param before operations that ended later stay
     */
    static Optional<Leaving> oldest(
            JdbcClient jdbc, VerificationRules rules, YearMonth from, Instant before, Instant now) {
        var month = jdbc.sql("""
                select created_at from operation where created_at >= :from::timestamptz and created_at < :before::timestamptz
                order by created_at limit 1
                """)
                .param("from", begin(from).toString())
                .param("before", before.toString())
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .optional()
                .map(time -> YearMonth.from(time.atOffset(ZoneOffset.UTC)));
        for (var each = month.orElse(null); each != null && begin(each).isBefore(before); each = each.plusMonths(1)) {
            var leaving = of(jdbc, rules, each, before, now);
            if (!leaving.operations().isEmpty()) {
                return Optional.of(leaving);
            }
        }
        return Optional.empty();
    }

    private static Instant begin(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Leaving of(JdbcClient jdbc, VerificationRules rules, YearMonth month, Instant before, Instant now) {
        var candidates = new HashMap<UUID, AuditHead>();
        var latest = new Instant[] {Instant.EPOCH};
        jdbc.sql("""
                select o.id, o.audit_seq, o.audit_head, o.ended_at from operation o
                where o.created_at >= :from::timestamptz and o.created_at < :to::timestamptz and
                """ + MAY_LEAVE)
                .param("from", begin(month).toString())
                .param("to", begin(month.plusMonths(1)).toString())
                .param("before", before.toString())
                .query((RowCallbackHandler) row -> {
                    var ended = row.getTimestamp("ended_at").toInstant();
                    latest[0] = ended.isAfter(latest[0]) ? ended : latest[0];
                    candidates.put(
                            row.getObject("id", UUID.class),
                            new AuditHead(row.getInt("audit_seq"), row.getString("audit_head")));
                });
        return candidates.isEmpty()
                ? new Leaving(month, new TreeMap<>(), 0, 0, 0)
                : new Coverage(jdbc, rules, now, candidates).between(month, latest[0].plus(LATEST));
    }

    /** A checkpoint that covers an entry is written within minutes, or when a gateway runs again. */
    private static final Duration LATEST = Duration.ofDays(31);

    /** Finds the checkpoints that cover the ends of the candidates. */
    private static final class Coverage {
        private final JdbcClient jdbc;
        private final VerificationRules rules;
        private final Instant now;
        private final Map<UUID, AuditHead> uncovered;
        private final SortedMap<String, AuditHead> covered = new TreeMap<>();
        private @Nullable Checkpoint last;

        Coverage(JdbcClient jdbc, VerificationRules rules, Instant now, Map<UUID, AuditHead> candidates) {
            this.jdbc = jdbc;
            this.rules = rules;
            this.now = now;
            this.uncovered = candidates;
        }

        /** @param end of the checkpoints that are looked at */
        Leaving between(YearMonth month, Instant end) {
            var first = jdbc.sql("select coalesce(min(n), 1) from audit_checkpoint where up_to > :from::timestamptz")
                    .param("from", begin(month).toString())
                    .query(Long.class)
                    .single();
            // Only what each checkpoint is worth counts here; the file is verified as a whole later.
            var verifier = new CheckpointVerifier(rules, new Findings());
            for (var n = first; !uncovered.isEmpty(); n++) {
                var next = checkpoint("n = ?", n);
                if (next.isEmpty() || next.get().upTo().isAfter(end)) {
                    break;
                }
                if (verifier.next(next.get(), now) == Worth.VERIFIED) {
                    see(next.get());
                }
            }
            return new Leaving(month, covered, first, last == null ? 0 : confirmed(last), uncovered.size());
        }

        private void see(Checkpoint checkpoint) {
            checkpoint.parsedHeads().forEach(head -> {
                var end = new AuditHead(head.seq(), head.hash());
                if (uncovered.remove(head.operationId(), end)) {
                    covered.put(head.operationId().toString(), end);
                    last = checkpoint;
                }
            });
        }

        /** What a retired key signed counts only with the next checkpoint of another one. */
        private long confirmed(Checkpoint end) {
            if (rules.trusted().end(end.seal().publicKey()).isEmpty()) {
                return end.n();
            }
            return jdbc.sql("select coalesce(min(n), :n) from audit_checkpoint where n > :n and public_key <> :key")
                    .param("n", end.n())
                    .param("key", end.seal().publicKey())
                    .query(Long.class)
                    .single();
        }

        private Optional<Checkpoint> checkpoint(String condition, long n) {
            return jdbc.sql("select * from audit_checkpoint where " + condition)
                    .param(n)
                    .query(Checkpoints::checkpoint)
                    .optional();
        }
    }

    /** Returns the ids in portions. */
    List<List<UUID>> portions(int size) {
        return operations.keySet().stream()
                .map(UUID::fromString)
                .gather(Gatherers.windowFixed(size))
                .toList();
    }

    /** Returns the texts as PostgreSQL reads an array; none of them needs quotes. */
    static String array(Collection<?> values) {
        return "{%s}"
                .formatted(
                        String.join(",", values.stream().map(Object::toString).toList()));
    }
}
