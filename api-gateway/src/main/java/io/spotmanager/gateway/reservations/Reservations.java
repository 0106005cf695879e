package io.spotmanager.gateway.reservations;

import io.spotmanager.gateway.approvals.StoredCommand;
import io.spotmanager.workflow.operation.NewOperation.Idempotency;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All reservations, the ended ones too: what is written of them, and what is read before that. */
@Component
class Reservations {
    /**
     * @param returns the way out; null if it is one
     * @param approval in which a second person has to agree; null if nobody has to
     * @param key null if the request had none
     */
    record Wanted(
            UUID id,
            @Nullable UUID returns,
            StoredCommand asked,
            Schedule schedule,
            boolean endIfRefused,
            @Nullable UUID approval,
            @Nullable Idempotency key) {}

    /** SQL: something is due. */
    static final String ANY_DUE =
            "exists (select from reservation where state = 'PLANNED' and look_at <= statement_timestamp())";

    private final JdbcClient jdbc;

    Reservations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The clock by which everything is due. */
    Instant now() {
        return jdbc.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** Until the transaction of the caller has ended, nobody else makes or moves a reservation of that host. */
    void lockHost(String host) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('reservations of ' || ?, 0))")
                .param(host)
                .query((row, number) -> true)
                .single();
    }

    /** A way back is looked at only once its way out has begun. */
    void add(Wanted wanted) {
        var command = wanted.asked().command();
        var schedule = wanted.schedule();
        var key = wanted.key();
        jdbc.sql("""
                insert into reservation (id, returns, kind, subject, request, reason, batch_id, requested_by, token_owner, address,
                                         request_id, key, request_hash, window_name, begins_at, latest_at, free_at,
                                         end_if_refused, approval_id, look_at)
                values (:id, :returns::uuid, :kind, :subject, :request::json, :reason, :batch, :user, :owner, :address,
                        :requestId, :key, :hash, :window, :begins::timestamptz, :latest::timestamptz, :free::timestamptz,
                        :endIfRefused, :approval::uuid,
                        case when :returns::uuid is null then :begins::timestamptz else 'infinity' end)
                """)
                .param("id", wanted.id())
                .param("returns", wanted.returns())
                .param("kind", command.kind())
                .param("subject", command.subject())
                .param("request", command.request().toString())
                .param("reason", command.reason())
                .param("batch", command.batchId())
                .param("user", command.requestedBy())
                .param("owner", wanted.asked().tokenOwner())
                .param("address", wanted.asked().address())
                .param("requestId", wanted.asked().requestId())
                .param("key", key == null ? null : key.key())
                .param("hash", key == null ? null : key.requestHash())
                .param("window", schedule.window())
                .param("begins", schedule.begins().toString())
                .param("latest", schedule.latest().toString())
                .param("free", schedule.free().toString())
                .param("endIfRefused", wanted.endIfRefused())
                .param("approval", wanted.approval())
                .update();
    }

    /** @param requestHash of the request that came with the key first */
    record Earlier(UUID id, String requestHash) {}

    Optional<Earlier> earlier(String user, String key) {
        return jdbc.sql("select id, request_hash from reservation where requested_by = ? and key = ?")
                .params(user, key)
                .query((row, number) -> new Earlier(row.getObject("id", UUID.class), row.getString("request_hash")))
                .optional();
    }

    Optional<Reservation> find(UUID id) {
        return jdbc.sql("select * from reservation where id = ?")
                .param(id)
                .query(new ReservationRows())
                .optional();
    }

    /** The way back of a way out. */
    Optional<Reservation> back(UUID wayOut) {
        return jdbc.sql("select * from reservation where returns = ?")
                .param(wayOut)
                .query(new ReservationRows())
                .optional();
    }

    /** The same as {@link #find}, and nobody else changes it until the transaction of the caller has ended. */
    Optional<Reservation> lock(UUID id) {
        // The lock first: a statement that waited for it would else show the row from before.
        jdbc.sql("select 1 from reservation where id = ? for no key update")
                .param(id)
                .query(Integer.class)
                .optional();
        return find(id);
    }

    /** Those that somebody has to look at now, at most {@code most}. */
    List<UUID> due(int most) {
        return jdbc.sql("""
                select id from reservation where state = 'PLANNED' and look_at <= clock_timestamp() order by look_at limit ?
                """)
                .param(most)
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    /** One of them, for the transaction of the caller alone; empty if another gateway has it or it is not due any more. */
    Optional<Reservation> claim(UUID id) {
        return jdbc.sql("""
                select * from reservation where id = ? and state = 'PLANNED' and look_at <= clock_timestamp()
                for no key update skip locked
                """).param(id).query(new ReservationRows()).optional();
    }

    void later(UUID id, Instant at, @Nullable String cause) {
        jdbc.sql("""
                update reservation
                set look_at = :at::timestamptz, cause = :cause,
                    changed_at = case when cause is distinct from :cause then clock_timestamp() else changed_at end
                where id = :id
                """)
                .param("at", at.toString())
                .param("cause", cause)
                .param("id", id)
                .update();
    }

    /** It stands in front of a person. */
    void ask(UUID id, String cause) {
        jdbc.sql("update reservation set state = 'ASKING', cause = ?, changed_at = clock_timestamp() where id = ?")
                .params(cause, id)
                .update();
    }

    /**
     * Ends it.
     *
     * @param cause what was in its way; null leaves what is there
     * @param operation that it began; null unless it has
     * @param by null if by its rules
     */
    void end(
            UUID id,
            ReservationState state,
            @Nullable String cause,
            @Nullable UUID operation,
            @Nullable String by,
            @Nullable String reason) {
        jdbc.sql("""
                update reservation
                set state = :state, cause = case when :state = 'BEGUN' then null else coalesce(:cause, cause) end,
                    operation_id = :operation::uuid, ended_by = :by, end_reason = :reason,
                    ended_at = clock_timestamp(), changed_at = clock_timestamp()
                where id = :id
                """)
                .param("state", state.name())
                .param("cause", cause)
                .param("operation", operation)
                .param("by", by)
                .param("reason", reason)
                .param("id", id)
                .update();
    }

    /** The way out has begun, so its way back is due at its time. */
    void startBack(UUID wayOut) {
        jdbc.sql(
                        "update reservation set look_at = begins_at, changed_at = clock_timestamp() where returns = ? and state = 'PLANNED'")
                .param(wayOut)
                .update();
    }

    /** @param due false for a way back whose way out has not begun */
    void move(UUID id, Schedule schedule, boolean due) {
        jdbc.sql("""
                update reservation
                set state = 'PLANNED', window_name = :window, begins_at = :begins::timestamptz, latest_at = :latest::timestamptz,
                    free_at = :free::timestamptz, cause = null, changed_at = clock_timestamp(),
                    look_at = case when :due then :begins::timestamptz else 'infinity' end
                where id = :id
                """)
                .param("window", schedule.window())
                .param("begins", schedule.begins().toString())
                .param("latest", schedule.latest().toString())
                .param("free", schedule.free().toString())
                .param("due", due)
                .param("id", id)
                .update();
    }
}
