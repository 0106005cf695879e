package io.spotmanager.gateway.reservations;

import io.spotmanager.gateway.paging.Cursor;
import io.spotmanager.gateway.paging.Page;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads reservations with their ways back, for lists. */
@Component
class ReservationList {
    /**
     * @param host null for all
     * @param from those that want their host after this time; null for all
     * @param to those that begin before this time; null for all
     * @param states of the way out or the way back; empty for all
     */
    record Filter(
            @Nullable String host,
            @Nullable Instant from,
            @Nullable Instant to,
            List<ReservationState> states) {}

    private final JdbcClient jdbc;

    ReservationList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<ReservationView> find(UUID id) {
        return jdbc.sql("select * from reservation where id = ? and returns is null")
                .param(id)
                .query(new ReservationRows())
                .optional()
                .map(out -> views(List.of(out)).getFirst());
    }

    /** What begins first comes first. */
    Page<ReservationView> page(Filter filter, @Nullable Cursor after, int size) {
        var values = new LinkedHashMap<String, Object>();
        var conditions = new StringBuilder("returns is null");
        if (filter.host() != null) {
            conditions.append(" and subject = :host");
            values.put("host", filter.host());
        }
        if (filter.from() != null) {
            // Not as a parameter: how few are later decides which index is the right one.
            conditions.append(" and free_at > '%s'::timestamptz".formatted(filter.from()));
        }
        if (filter.to() != null) {
            conditions.append(" and begins_at < :to::timestamptz");
            values.put("to", filter.to().toString());
        }
        if (!filter.states().isEmpty()) {
            conditions.append("""
                     and (state = any (:states) or exists (select 1 from reservation back
                                                           where back.returns = reservation.id and back.state = any (:states)))
                    """);
            if (ReservationState.OPEN.containsAll(filter.states())) {
                // Follows from the above: an index leads to the open ones, which are few.
                conditions.append(
                        " and id in (select coalesce(returns, id) from reservation where state in ('PLANNED', 'ASKING'))");
            }
            values.put(
                    "states",
                    filter.states().stream().map(ReservationState::name).toArray(String[]::new));
        }
        if (after != null) {
            conditions.append(" and (begins_at, id) > (:at::timestamptz, :id::uuid)");
            values.put("at", after.at().toString());
            values.put("id", after.id().toString());
        }
        var found = jdbc.sql(
                        "select * from reservation where %s order by begins_at, id limit :size".formatted(conditions))
                .params(values)
                .param("size", size + 1)
                .query(new ReservationRows())
                .list();
        if (found.size() <= size) {
            return new Page<>(views(found), null);
        }
        var items = found.subList(0, size);
        var last = items.getLast();
        return new Page<>(views(items), new Cursor(last.times().begins(), last.id()).text());
    }

    private List<ReservationView> views(List<Reservation> waysOut) {
        if (waysOut.isEmpty()) {
            return List.of();
        }
        var backs = jdbc
                .sql("select * from reservation where returns = any (?)")
                .param(waysOut.stream().map(Reservation::id).toArray(UUID[]::new))
                .query(new ReservationRows())
                .list()
                .stream()
                .collect(Collectors.toMap(back -> Objects.requireNonNull(back.returns()), Function.identity()));
        return waysOut.stream()
                .map(out -> ReservationView.of(out, backs.get(out.id())))
                .toList();
    }
}
