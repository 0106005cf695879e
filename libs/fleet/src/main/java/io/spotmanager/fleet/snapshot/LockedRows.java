package io.spotmanager.fleet.snapshot;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import io.spotmanager.fleet.table.HostRow;
import io.spotmanager.fleet.table.MemberRow;
import io.spotmanager.fleet.table.Row;
import io.spotmanager.fleet.table.Table;
import io.spotmanager.fleet.table.Tables;
import io.spotmanager.fleet.table.VmRow;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows that another database session has locked. They keep their last values, and so does everything of their hosts, so that no row of a
 * host contradicts the others. Logs once which ones, and once that they are free again. Thread-safe.
 */
final class LockedRows {
    private static final Logger log = LoggerFactory.getLogger(LockedRows.class);

    private final AtomicReference<Set<String>> told = new AtomicReference<>(Set.of());

    /** Returns the later state, in which these rows are as before. */
    static Tables kept(Tables before, Tables after, Collection<Row> locked) {
        var hosts = locked.stream().flatMap(row -> Stream.ofNullable(host(row))).collect(toSet());
        var kept = after;
        for (var table : Table.values()) {
            var keys = locked.stream()
                    .filter(row -> table.type().isInstance(row))
                    .map(Row::key)
                    .collect(toSet());
            kept = kept.with(table, kept(before.byKey(table), after.byKey(table), keys, hosts));
        }
        return kept;
    }

    private static Collection<Row> kept(
            Map<String, Row> before, Map<String, Row> after, Set<String> keys, Set<String> hosts) {
        Map<String, Row> rows = new LinkedHashMap<>(after);
        rows.values().removeIf(row -> keys.contains(row.key()) || isOf(hosts, row));
        before.values().stream()
                .filter(row -> keys.contains(row.key()) || isOf(hosts, row))
                .forEach(row -> rows.put(row.key(), row));
        return rows.values();
    }

    private static boolean isOf(Set<String> hosts, Row row) {
        var host = host(row);
        return host != null && hosts.contains(host);
    }

    private static @Nullable String host(Row row) {
        return switch (row) {
            case HostRow host -> host.name();
            case MemberRow member -> member.host();
            case VmRow vm -> vm.host();
            default -> null;
        };
    }

    /** @param locked those of the latest change */
    void log(List<Row> locked) {
        var names = locked.stream()
                .map(row -> Objects.requireNonNullElse(host(row), row.key()))
                .collect(toCollection(TreeSet::new));
        var before = told.getAndSet(names);
        if (!names.isEmpty() && !names.equals(before)) {
            log.warn(
                    "another database session has locked rows of the snapshot; these keep their last values until it lets go: {}",
                    String.join(", ", names));
        }
        if (names.isEmpty() && !before.isEmpty()) {
            log.info("no row of the snapshot is locked any more");
        }
    }
}
