package io.spotmanager.gateway.webhooks;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.paging.Cursor;
import io.spotmanager.gateway.paging.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Events and their deliveries. Gateways share the clock of the database, so that they agree on what is due. */
@Component
class DeliveryStore {
    private static final String WITH_EVENT = """
            select d.*, e.kind, e.key, e.at, e.subject, e.data
            from webhook_delivery d join webhook_event e on e.id = d.event_id
            """;

    /** SQL: something is due before the next look for work, or may come: what is under way tells webhooks much. */
    static final String ANY_DUE_SOON = """
            exists (select from webhook w where enabled and (
                exists (select from operation where open)
                or exists (select from webhook_delivery d
                           where d.webhook_id = w.id and d.state = 'WAITING'
                             and d.due_at <= statement_timestamp() + interval '2 seconds')))""";

    /** SQL: something is not sent yet, or did not get through. */
    static final String ANY_BEHIND = """
            exists (select from webhook w where failing_since is not null or disabled_why is not null or resting is not null
                or exists (select from webhook_delivery d where d.webhook_id = w.id and d.state = 'WAITING'))""";

    private final JdbcClient jdbc;

    DeliveryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Instant now() {
        return jdbc.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** The enabled webhooks that have something to send. */
    List<UUID> due(Instant now) {
        return jdbc.sql("""
                select id from webhook w
                where enabled and exists (
                    select from webhook_delivery d where d.webhook_id = w.id and d.state = 'WAITING' and d.due_at <= :now)
                """)
                .param("now", WebhookStore.at(now))
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    /**
     * Takes the delivery that is due first. Nobody else takes it for that long; if nobody says until then what came of it, as after a crash, it is
     * due again.
     */
    Optional<Delivery> claim(UUID webhook, Instant now, Duration lease) {
        return jdbc.sql("""
                update webhook_delivery set attempts = attempts + 1, due_at = :until
                where id = (
                    select id from webhook_delivery
                    where webhook_id = :webhook and state = 'WAITING' and due_at <= :now
                    order by due_at limit 1
                    for update skip locked)
                returning id
                """)
                .param("webhook", webhook)
                .param("now", WebhookStore.at(now))
                .param("until", WebhookStore.at(now.plus(lease)))
                .query((row, number) -> row.getObject("id", UUID.class))
                .optional()
                .flatMap(this::find);
    }

    /** Adds one that the caller is about to send. */
    UUID addClaimed(UUID webhook, UUID event, String by, Instant now, Duration lease) {
        return jdbc.sql("""
                insert into webhook_delivery (webhook_id, event_id, created_at, due_at, attempts, asked_by)
                values (:webhook, :event, :now, :until, 1, :by) returning id
                """)
                .param("webhook", webhook)
                .param("event", event)
                .param("by", by)
                .param("now", WebhookStore.at(now))
                .param("until", WebhookStore.at(now.plus(lease)))
                .query((row, number) -> row.getObject("id", UUID.class))
                .single();
    }

    UUID addEvent(EventKind kind, String subject, Map<String, ?> data) {
        return jdbc.sql("""
                insert into webhook_event (kind, key, subject, data)
                values (:kind, gen_random_uuid()::text, :subject, :data::json) returning id
                """)
                .param("kind", kind.wire())
                .param("subject", subject)
                .param("data", Json.MAPPER.writeValueAsString(data))
                .query((row, number) -> row.getObject("id", UUID.class))
                .single();
    }

    Optional<Delivery> find(UUID id) {
        return jdbc.sql(WITH_EVENT + "where d.id = ?")
                .param(id)
                .query(DeliveryStore::delivery)
                .optional();
    }

    /** Newest first. */
    Page<Delivery> page(UUID webhook, @Nullable String state, @Nullable Cursor after, int size) {
        var found = jdbc.sql(WITH_EVENT + """
                where d.webhook_id = :webhook and (:state::text is null or d.state = :state)
                  and (:at::timestamptz is null or (d.created_at, d.id) < (:at::timestamptz, :id::uuid))
                order by d.created_at desc, d.id desc limit :size
                """)
                .param("webhook", webhook)
                .param("state", state)
                .param("at", after == null ? null : after.at().toString())
                .param("id", after == null ? null : after.id().toString())
                .param("size", size + 1)
                .query(DeliveryStore::delivery)
                .list();
        if (found.size() <= size) {
            return new Page<>(found, null);
        }
        var items = found.subList(0, size);
        var last = items.getLast();
        return new Page<>(items, new Cursor(last.createdAt(), last.id()).text());
    }

    /** What came of an attempt, unless somebody else has taken the delivery since. */
    boolean record(
            Delivery claimed, Delivery.State state, @Nullable Instant due, Instant now, Delivery.Attempt attempt) {
        return jdbc.sql("""
                update webhook_delivery
                set state = :state, due_at = coalesce(:due, due_at), status = :status, latency_ms = :latency, answer = :answer,
                    error = :error, ended_at = case when :state <> 'WAITING' then :now::timestamptz end
                where id = :id and state = 'WAITING' and attempts = :attempts
                """)
                        .param("state", state.name())
                        .param("due", due == null ? null : WebhookStore.at(due))
                        .param("status", attempt.status())
                        .param("latency", attempt.latencyMs())
                        .param("answer", attempt.answer())
                        .param("error", attempt.error())
                        .param("now", WebhookStore.at(now))
                        .param("id", claimed.id())
                        .param("attempts", claimed.attempts())
                        .update()
                == 1;
    }

    /** What still waits is not sent any more. */
    void giveUp(UUID webhook, Instant now, String why) {
        jdbc.sql("""
                update webhook_delivery set state = 'GIVEN_UP', error = :why, ended_at = :now
                where webhook_id = :webhook and state = 'WAITING'
                """)
                .param("why", why)
                .param("now", WebhookStore.at(now))
                .param("webhook", webhook)
                .update();
    }

    void deleteOf(UUID webhook) {
        jdbc.sql("delete from webhook_delivery where webhook_id = ?")
                .param(webhook)
                .update();
    }

    private static Delivery delivery(ResultSet row, int number) throws SQLException {
        return new Delivery(
                row.getObject("id", UUID.class),
                row.getObject("webhook_id", UUID.class),
                new WebhookEvent(
                        row.getObject("event_id", UUID.class),
                        EventKind.of(row.getString("kind")).orElseThrow(),
                        row.getString("key"),
                        Objects.requireNonNull(WebhookStore.time(row, "at")),
                        row.getString("subject"),
                        Json.MAPPER.readTree(row.getString("data"))),
                Delivery.State.valueOf(row.getString("state")),
                Objects.requireNonNull(WebhookStore.time(row, "created_at")),
                Objects.requireNonNull(WebhookStore.time(row, "due_at")),
                row.getInt("attempts"),
                row.getString("asked_by"),
                new Delivery.Attempt(
                        row.getObject("status", Integer.class),
                        row.getObject("latency_ms", Integer.class),
                        row.getString("answer"),
                        row.getString("error")),
                WebhookStore.time(row, "ended_at"));
    }
}
