package io.spotmanager.fleet.snapshot;

import io.spotmanager.fleet.table.HostRow;
import io.spotmanager.fleet.table.MemberRow;
import io.spotmanager.fleet.table.Row;
import io.spotmanager.fleet.table.Table;
import io.spotmanager.fleet.table.Tables;
import io.spotmanager.fleet.table.VmRow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What differs between two states of the snapshot.
 *
 * @param gone the previous rows that were removed or changed
 * @param come the rows that are new or changed
 */
record Changes(Map<Table, List<Row>> gone, Map<Table, List<Row>> come) {

    static Changes between(Tables before, Tables after) {
        Map<Table, List<Row>> gone = new EnumMap<>(Table.class);
        Map<Table, List<Row>> come = new EnumMap<>(Table.class);
        for (var table : Table.values()) {
            gone.put(table, missing(before.byKey(table), after.byKey(table)));
            come.put(table, missing(after.byKey(table), before.byKey(table)));
        }
        return new Changes(gone, come);
    }

    private static List<Row> missing(Map<String, Row> rows, Map<String, Row> others) {
        List<Row> missing = new ArrayList<>();
        rows.forEach((key, row) -> {
            if (!row.equals(others.get(key))) {
                missing.add(row);
            }
        });
        return missing;
    }

    boolean isEmpty() {
        return rows() == 0;
    }

    /** Returns the number of rows to write; a changed row counts once. */
    int rows() {
        var rows = 0;
        for (var table : Table.values()) {
            rows += (int) Stream.concat(of(gone, table), of(come, table))
                    .map(Row::key)
                    .distinct()
                    .count();
        }
        return rows;
    }

    /** Returns every host of which a row differs, sorted by name. */
    Set<String> hosts() {
        Set<String> hosts = new TreeSet<>();
        for (var table : Table.values()) {
            Stream.concat(of(gone, table), of(come, table)).forEach(row -> {
                switch (row) {
                    case HostRow host -> hosts.add(host.name());
                    case MemberRow member -> hosts.add(member.host());
                    case VmRow vm when vm.host() != null -> hosts.add(vm.host());
                    default -> {}
                }
            });
        }
        return hosts;
    }

    private static Stream<Row> of(Map<Table, List<Row>> rows, Table table) {
        return rows.getOrDefault(table, List.of()).stream();
    }
}
