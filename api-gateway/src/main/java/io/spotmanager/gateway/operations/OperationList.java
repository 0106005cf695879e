package io.spotmanager.gateway.operations;

import io.spotmanager.gateway.paging.Cursor;
import io.spotmanager.gateway.paging.Page;
import io.spotmanager.gateway.upstream.CloudWords;
import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.operation.OperationRows;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads pages of operations. */
@Component
class OperationList {
    /** Text search cannot use an index, so each page of a search reads at most this number of operations. */
    static final int SEARCH_DEPTH = 20_000;

    private final JdbcClient jdbc;

    OperationList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A page of a text search may have fewer than {@code size} items and still have a next page. */
    Page<Operation> page(OperationFilter filter, OperationPeriod period, @Nullable Cursor after, int size) {
        var horizon = filter.q() == null ? null : horizon(after);
        var conditions = conditions(filter, period).after(after).downTo(horizon);
        var found = jdbc.sql("""
                select * from operation
                where %s
                order by created_at desc, id desc
                limit :size
                """.formatted(conditions.sql()))
                .params(conditions.values())
                .param("size", size + 1)
                .query(new OperationRows())
                .list();
        if (found.size() <= size) {
            return new Page<>(found, horizon == null ? null : horizon.text());
        }
        var items = found.subList(0, size);
        var last = items.getLast();
        return new Page<>(items, new Cursor(last.times().createdAt(), last.id()).text());
    }

    private static SqlConditions conditions(OperationFilter filter, OperationPeriod period) {
        return new SqlConditions()
                .add("state = :state", "state", filter.state())
                .add("kind = :kind", "kind", filter.kind())
                .add("subject = :host", "host", filter.host())
                .add("requested_by = :user", "user", filter.user())
                .add("batch_id = :batch", "batch", filter.batchId())
                .add("open = :open", "open", filter.open())
                .add("created_at >= :from::timestamptz", "from", period.from())
                .add("created_at < :to::timestamptz", "to", period.to())
                .add("""
                        (strpos(lower(reason), lower(:q)) > 0
                         %s
                         or strpos(lower(subject), lower(:q)) > 0 or strpos(lower(requested_by), lower(:q)) > 0
                         or starts_with(id::text, lower(:q)))""".formatted(causes()), "q", filter.q());
    }

    /** Who may not read what the clouds said does not find it by guessing either. */
    private static String causes() {
        return CloudWords.areForCurrentUser() ? "or strpos(lower(cause), lower(:q)) > 0" : "";
    }

    /** The last operation that a search from that position reads; null if the list ends before. */
    private @Nullable Cursor horizon(@Nullable Cursor after) {
        var conditions = new SqlConditions().after(after);
        return jdbc.sql("""
                select created_at, id from operation
                where %s
                order by created_at desc, id desc
                offset :depth - 1 limit 1
                """.formatted(conditions.sql()))
                .params(conditions.values())
                .param("depth", SEARCH_DEPTH)
                .query((row, number) -> new Cursor(
                        row.getObject("created_at", OffsetDateTime.class).toInstant(), row.getObject("id", UUID.class)))
                .optional()
                .orElse(null);
    }
}
