package io.spotmanager.gateway.operations;

import io.spotmanager.gateway.paging.Cursor;
import io.spotmanager.gateway.paging.Page;
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
    /** A search cannot use an index, so each page of it reads at most this number of operations. */
    static final int SEARCH_DEPTH = 20_000;

    private final JdbcClient jdbc;
    private final FilterConditions filters;

    OperationList(JdbcClient jdbc, FilterConditions filters) {
        this.jdbc = jdbc;
        this.filters = filters;
    }

    /** A page of a search may have fewer than {@code size} items and still have a next page. */
    Page<Operation> page(OperationFilter asked, OperationPeriod period, @Nullable Cursor after, int size) {
        var filter = filters.narrowed(asked);
        var horizon = FilterConditions.isSearch(filter) ? horizon(filter, period, after) : null;
        var conditions = FilterConditions.all(filter, period).after(after).downTo(horizon);
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

    /** The last operation that a search from that position reads; null if the list, or the period, ends before. */
    private @Nullable Cursor horizon(OperationFilter filter, OperationPeriod period, @Nullable Cursor after) {
        var conditions = FilterConditions.lead(filter, period).after(after);
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
