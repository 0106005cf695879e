package io.spotmanager.gateway.operations;

import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.operation.OperationRows;
import java.sql.Types;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads pages of operations. */
@Component
class OperationList {
    private final JdbcClient jdbc;

    OperationList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<Operation> page(OperationFilter filter, OperationPeriod period, @Nullable Cursor after, int size) {
        var found = jdbc.sql("""
                select * from operation
                where (:state::text is null or state = :state)
                  and (:kind::text is null or kind = :kind)
                  and (:host::text is null or subject = :host)
                  and (:requestedBy::text is null or requested_by = :requestedBy)
                  and (:batchId::text is null or batch_id = :batchId)
                  and (:open::boolean is null or open = :open)
                  and (:since::timestamptz is null or created_at >= :since::timestamptz)
                  and (:until::timestamptz is null or created_at < :until::timestamptz)
                  and (:afterAt::timestamptz is null or (created_at, id) < (:afterAt::timestamptz, :afterId::uuid))
                order by created_at desc, id desc
                limit :size
                """)
                .param("state", filter.state())
                .param("kind", filter.kind())
                .param("host", filter.host())
                .param("requestedBy", filter.requestedBy())
                .param("batchId", filter.batchId())
                .param("open", filter.open(), Types.BOOLEAN)
                .param("since", text(period.since()))
                .param("until", text(period.until()))
                .param("afterAt", after == null ? null : text(after.at()))
                .param("afterId", after == null ? null : text(after.id()))
                .param("size", size + 1)
                .query(new OperationRows())
                .list();
        if (found.size() <= size) {
            return new Page<>(found, null);
        }
        var items = found.subList(0, size);
        var last = items.getLast();
        return new Page<>(items, new Cursor(last.times().createdAt(), last.id()).text());
    }

    private static @Nullable String text(@Nullable Object value) {
        return Optional.ofNullable(value).map(Object::toString).orElse(null);
    }
}
