package io.spotmanager.gateway.approvals;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.approvals.ApprovalRule.Applied;
import io.spotmanager.gateway.paging.Cursor;
import io.spotmanager.gateway.paging.Page;
import io.spotmanager.workflow.operation.Command;
import io.spotmanager.workflow.operation.CommandOrigin;
import io.spotmanager.workflow.operation.NewOperation.Idempotency;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All requests for approval, the ended ones too. */
@Component
class Approvals {
    /**
     * @param first the person who asks; null if it is a token
     * @param life how long it stays open
     * @param reservation that begins the command; null if it begins with the approval
     */
    record Wanted(
            UUID id,
            Command command,
            CommandOrigin origin,
            @Nullable String first,
            List<Applied> rules,
            ReviewedPreview preview,
            Duration life,
            @Nullable UUID reservation) {}

    /** SQL: the time of a request is over, and that is not written down. */
    static final String ANY_EXPIRED =
            "exists (select from approval where state = 'PENDING' and expires_at <= statement_timestamp())";

    private final JdbcClient jdbc;

    Approvals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false if that requester already waits for the same kind of command for the same host */
    boolean add(Wanted wanted) {
        var command = wanted.command();
        return jdbc.sql("""
                insert into approval (id, kind, subject, request, reason, batch_id, requested_by, token_owner, address,
                                      request_id, rules, preview, expires_at, first_person, first_at, reservation_id)
                values (:id, :kind, :subject, :request::json, :reason, :batch, :user, :owner, :address,
                        :requestId, :rules::json, :preview::json, now() + :seconds * interval '1 second', :first,
                        case when :first::text is null then null else now() end, :reservation::uuid)
                on conflict (requested_by, kind, subject) where state = 'PENDING' do nothing
                """)
                        .param("id", wanted.id())
                        .param("kind", command.kind())
                        .param("subject", command.subject())
                        .param("request", command.request().toString())
                        .param("reason", command.reason())
                        .param("batch", command.batchId())
                        .param("user", command.requestedBy())
                        .param("owner", wanted.origin().tokenOwner())
                        .param("address", wanted.origin().address())
                        .param("requestId", wanted.origin().requestId())
                        .param("rules", Json.MAPPER.writeValueAsString(wanted.rules()))
                        .param("preview", Json.MAPPER.writeValueAsString(wanted.preview()))
                        .param("seconds", wanted.life().toSeconds())
                        .param("first", wanted.first())
                        .param("reservation", wanted.reservation())
                        .update()
                == 1;
    }

    /** @return false if the requester has used the key before */
    boolean addKey(UUID approval, String user, Idempotency key) {
        return jdbc.sql("""
                insert into approval_key (requested_by, key, request_hash, approval_id) values (:user, :key, :hash, :id)
                on conflict do nothing
                """)
                        .param("user", user)
                        .param("key", key.key())
                        .param("hash", key.requestHash())
                        .param("id", approval)
                        .update()
                == 1;
    }

    /** @param requestHash of the request that came with the key first */
    record Earlier(Approval approval, String requestHash) {}

    /** What an earlier request with that key has asked for. */
    Optional<Earlier> earlier(String user, String key) {
        return jdbc.sql("""
                select %s, request_hash from approval join approval_key k on k.approval_id = approval.id
                where k.requested_by = ? and k.key = ?
                """.formatted(ApprovalRows.COLUMNS))
                .params(user, key)
                .query((row, number) ->
                        new Earlier(new ApprovalRows().mapRow(row, number), row.getString("request_hash")))
                .optional();
    }

    /** The key with which it was asked for; empty if there was none, or it was too long ago. */
    Optional<Idempotency> key(UUID id) {
        return jdbc.sql("select key, request_hash from approval_key where approval_id = ?")
                .param(id)
                .query((row, number) -> new Idempotency(row.getString("key"), row.getString("request_hash")))
                .optional();
    }

    Optional<Approval> find(UUID id) {
        return jdbc.sql("select %s from approval where id = ?".formatted(ApprovalRows.COLUMNS))
                .param(id)
                .query(new ApprovalRows())
                .optional();
    }

    /** The open one of that requester for the same kind of command and host. */
    Optional<Approval> pending(Command command) {
        return jdbc.sql("""
                select %s from approval where requested_by = ? and kind = ? and subject = ? and state = 'PENDING'
                """.formatted(ApprovalRows.COLUMNS))
                .params(command.requestedBy(), command.kind(), command.subject())
                .query(new ApprovalRows())
                .optional();
    }

    /** The latest open one of that kind for that subject, whoever asks. */
    Optional<UUID> pending(String kind, String subject) {
        return jdbc.sql("""
                select id from approval
                where kind = ? and subject = ? and state = 'PENDING' and expires_at > clock_timestamp()
                order by requested_at desc limit 1
                """)
                .params(kind, subject)
                .query((row, number) -> row.getObject("id", UUID.class))
                .optional();
    }

    /** The same as {@link #find}, and nobody else decides about it until the transaction of the caller has ended. */
    Optional<Approval> lock(UUID id) {
        // The lock first: a statement that waited for it would else tell the time from before.
        jdbc.sql("select 1 from approval where id = ? for no key update")
                .param(id)
                .query(Integer.class)
                .optional();
        return find(id);
    }

    void noteFirst(UUID id, String person, String reason) {
        jdbc.sql("update approval set first_person = ?, first_at = clock_timestamp(), first_reason = ? where id = ?")
                .params(person, reason, id)
                .update();
    }

    /** @param operation null unless it was approved */
    void end(UUID id, ApprovalState state, String by, @Nullable String reason, @Nullable UUID operation) {
        jdbc.sql("""
                update approval
                set state = :state, ended_by = :by, ended_at = clock_timestamp(), end_reason = :reason,
                    operation_id = :operation::uuid
                where id = :id
                """)
                .param("state", state.name())
                .param("by", by)
                .param("reason", reason)
                .param("operation", operation)
                .param("id", id)
                .update();
    }

    /** Ends those whose time is over, at most {@code most}, and leaves out those that somebody decides about. */
    List<UUID> expire(int most) {
        return jdbc.sql("""
                update approval set state = 'EXPIRED', ended_at = expires_at
                where id in (select id from approval where state = 'PENDING' and expires_at <= clock_timestamp()
                             order by expires_at limit ? for no key update skip locked)
                returning id
                """)
                .param(most)
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Forgets keys; a request that is repeated later is a new one. */
    void forgetKeys(Duration olderThan) {
        jdbc.sql("delete from approval_key where created_at < now() - :seconds * interval '1 second'")
                .param("seconds", olderThan.toSeconds())
                .update();
    }

    /** Newest first. */
    Page<Approval> page(@Nullable ApprovalState state, @Nullable String user, @Nullable Cursor after, int size) {
        var values = new LinkedHashMap<String, Object>();
        var conditions = new StringBuilder("true");
        if (state != null) {
            conditions.append(
                    switch (state) {
                        case PENDING -> " and state = 'PENDING' and expires_at > statement_timestamp()";
                        case EXPIRED ->
                            " and (state = 'EXPIRED' or state = 'PENDING' and expires_at <= statement_timestamp())";
                        case APPROVED, DECLINED, WITHDRAWN -> " and state = :state";
                    });
            values.put("state", state.name());
        }
        if (user != null) {
            conditions.append(" and requested_by = :user");
            values.put("user", user);
        }
        if (after != null) {
            conditions.append(" and (requested_at, id) < (:at::timestamptz, :id::uuid)");
            values.put("at", after.at().toString());
            values.put("id", after.id().toString());
        }
        var found = jdbc.sql("""
                select %s from approval
                where %s
                order by requested_at desc, id desc
                limit :size
                """.formatted(ApprovalRows.COLUMNS, conditions))
                .params(values)
                .param("size", size + 1)
                .query(new ApprovalRows())
                .list();
        if (found.size() <= size) {
            return new Page<>(found, null);
        }
        var items = found.subList(0, size);
        var last = items.getLast();
        return new Page<>(items, new Cursor(last.asked().at(), last.id()).text());
    }
}
