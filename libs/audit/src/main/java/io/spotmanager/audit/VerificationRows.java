package io.spotmanager.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;

/** The table of the verifications. */
final class VerificationRows {
    /** Changes when the state gets another form: then one begins anew. */
    private static final int FORMAT = 1;

    /** Longer than a portion takes. */
    private static final int LEASE_SECONDS = 120;

    /** A process with other rules begins anew with what nobody else has taken up for so long. */
    private static final int FOREIGN_SECONDS = 120;

    private static final int KEPT = 400;
    private static final int LONGEST_CAUSE = 500;

    /**
     * The right to work at a verification.
     *
     * @param state null to begin
     * @param tampered whether there was a state that nobody with this key has written
     */
    record Claim(
            long number,
            String requestedBy,
            long fence,
            @Nullable VerificationState state,
            boolean tampered) {}

    /** Another process works at it by now. */
    static final class LostLeaseException extends RuntimeException {
        private static final long serialVersionUID = 1;

        LostLeaseException(long number) {
            super("another gateway has taken up verification %d".formatted(number));
        }
    }

    private final JdbcClient jdbc;
    private final VerificationRules rules;
    private final @Nullable CheckpointKey key;
    private final NotesSeal seal;
    private final String digest;
    private final UUID process = UUID.randomUUID();

    VerificationRows(JdbcClient jdbc, VerificationRules rules, @Nullable CheckpointKey key, NotesSeal seal) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.key = key;
        this.seal = seal;
        this.digest = ChainHash.of(
                FORMAT,
                rules.trusted().fingerprints(),
                rules.trusted().ends(),
                rules.gap(),
                key == null ? null : key.publicKey());
    }

    void insert(String requestedBy) {
        jdbc.sql("insert into verification (asked_by, rules) values (:by, :rules) on conflict do nothing")
                .param("by", requestedBy)
                .param("rules", digest)
                .update();
    }

    boolean insertIfNoneSince(Instant time, String requestedBy) {
        return jdbc.sql("""
                        insert into verification (asked_by, rules)
                        select :by, :rules where not exists (
                            select from (select asked_at from verification order by n desc limit 1) v
                            where asked_at >= :time::timestamptz)
                        on conflict do nothing
                        """)
                        .param("by", requestedBy)
                        .param("rules", digest)
                        .param("time", time.toString())
                        .update()
                == 1;
    }

    /** Returns empty if nothing runs, or another process works at it. */
    Optional<Claim> claim() {
        return jdbc.sql("""
                update verification v
                set leased_by = :process, leased_until = clock_timestamp() + make_interval(secs => :lease),
                    fence = v.fence + 1, rules = :rules
                from (
                    select n, rules from verification
                    where ended_at is null and leased_until <= clock_timestamp()
                      and (rules = :rules or leased_until < clock_timestamp() - make_interval(secs => :foreign))
                    for update skip locked) before
                where v.n = before.n
                returning v.n, v.asked_by, v.fence, v.state::text, v.state_seal, before.rules = :rules as is_ours
                """)
                .param("process", process)
                .param("lease", LEASE_SECONDS)
                .param("foreign", FOREIGN_SECONDS)
                .param("rules", digest)
                .query(this::claim)
                .optional();
    }

    private Claim claim(ResultSet row, int number) throws SQLException {
        var n = row.getLong("n");
        var text = row.getString("state");
        var ours = text != null && row.getBoolean("is_ours");
        var state = ours && sealed(n, text).equals(row.getString("state_seal")) ? parsed(text) : null;
        return new Claim(n, row.getString("asked_by"), row.getLong("fence"), state, ours && state == null);
    }

    private static @Nullable VerificationState parsed(String text) {
        try {
            return Json.MAPPER.readValue(text, VerificationState.class);
        } catch (JacksonException e) {
            return null;
        }
    }

    private String sealed(long n, String text) {
        return seal.of("state", n, digest, text);
    }

    /** Saves the state and renews the lease, in the transaction that read the portion. */
    void save(Claim claim, VerificationState state) {
        var text = Json.MAPPER.writeValueAsString(state);
        changed(
                claim,
                jdbc.sql("""
                        update verification
                        set state = :state::json, state_seal = :seal, portions = portions + 1, cause = null,
                            changed_at = clock_timestamp(),
                            leased_until = clock_timestamp() + make_interval(secs => :lease)
                        where n = :n and fence = :fence and ended_at is null
                        """)
                        .param("state", text)
                        .param("seal", sealed(claim.number(), text))
                        .param("lease", LEASE_SECONDS)
                        .param("n", claim.number())
                        .param("fence", claim.fence())
                        .update());
    }

    void end(Claim claim, Instant at, String report) {
        changed(
                claim,
                jdbc.sql("""
                        update verification
                        set ended_at = :at::timestamptz, report = :report::json, public_key = :key, signature = :signature,
                            state = null, state_seal = null, cause = null, leased_by = null, portions = portions + 1
                        where n = :n and fence = :fence and ended_at is null
                        """)
                        .param("at", at.toString())
                        .param("report", report)
                        .param("key", key == null ? null : key.publicKey())
                        .param("signature", key == null ? null : VerificationResult.signature(report, key))
                        .param("n", claim.number())
                        .param("fence", claim.fence())
                        .update());
        jdbc.sql("delete from verification where n <= :n and ended_at is not null")
                .param("n", claim.number() - KEPT)
                .update();
    }

    private static void changed(Claim claim, int count) {
        if (count == 0) {
            throw new LostLeaseException(claim.number());
        }
    }

    /** Only one verification runs, so these are of nobody else. */
    void forgetHeads() {
        jdbc.sql("truncate verification_head").update();
    }

    void release(Claim claim, @Nullable String cause) {
        jdbc.sql("""
                update verification set leased_by = null, leased_until = clock_timestamp(), cause = coalesce(:cause, cause)
                where n = :n and fence = :fence and ended_at is null
                """)
                .param("cause", cause == null ? null : cause.substring(0, Math.min(cause.length(), LONGEST_CAUSE)))
                .param("n", claim.number())
                .param("fence", claim.fence())
                .update();
    }

    Optional<VerificationResult> latest() {
        return jdbc.sql("""
                select n, ended_at, report::text, public_key, signature from verification
                where ended_at is not null order by n desc limit 1
                """)
                .query((row, number) -> VerificationResult.of(
                        row.getLong("n"),
                        time(row, "ended_at"),
                        row.getString("report"),
                        row.getString("public_key"),
                        row.getString("signature"),
                        rules,
                        key != null))
                .optional();
    }

    Optional<VerificationProgress> running() {
        return jdbc.sql("""
                select n, asked_by, asked_at, state::text, portions, changed_at, cause,
                       (select coalesce(max(n), 0) from audit_checkpoint) as of_checkpoints,
                       (select greatest(reltuples, 0)::bigint from pg_class where oid = 'operation'::regclass) as of_operations
                from verification where ended_at is null
                """).query(VerificationRows::progress).optional();
    }

    private static VerificationProgress progress(ResultSet row, int number) throws SQLException {
        var text = row.getString("state");
        var state = text == null ? null : parsed(text);
        var changedAt = row.getObject("changed_at", OffsetDateTime.class);
        var operations = state == null ? 0 : state.history().operations();
        return new VerificationProgress(
                row.getLong("n"),
                row.getString("asked_by"),
                time(row, "asked_at"),
                state == null ? null : state.startedAt(),
                state == null ? null : state.phase().name(),
                state == null ? 0 : state.checkpoints().count(),
                row.getLong("of_checkpoints"),
                operations,
                Math.max(operations, row.getLong("of_operations")),
                state == null ? 0 : state.history().entries(),
                state == null ? 0 : state.findings().count(),
                row.getLong("portions"),
                changedAt == null ? null : changedAt.toInstant(),
                row.getString("cause"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
