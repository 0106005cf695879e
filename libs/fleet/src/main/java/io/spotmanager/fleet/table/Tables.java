package io.spotmanager.fleet.table;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All rows of the snapshot, by table and key. */
public final class Tables {
    public static final Tables EMPTY = new Tables(new EnumMap<>(Table.class));

    private final Map<Table, Map<String, Row>> rows;

    private Tables(Map<Table, Map<String, Row>> rows) {
        this.rows = rows;
    }

    /** The same with these rows as all there are in that table. */
    public Tables with(Table table, Collection<? extends Row> all) {
        Map<String, Row> byKey = new LinkedHashMap<>();
        all.forEach(row -> byKey.put(row.key(), row));
        var more = new EnumMap<Table, Map<String, Row>>(Table.class);
        more.putAll(rows);
        more.put(table, byKey);
        return new Tables(more);
    }

    public Map<String, Row> byKey(Table table) {
        return rows.getOrDefault(table, Map.of());
    }

    public List<PoolRow> pools() {
        return all(Table.POOL, PoolRow.class);
    }

    public List<MemberRow> members() {
        return all(Table.MEMBER, MemberRow.class);
    }

    public List<HostRow> hosts() {
        return all(Table.HOST, HostRow.class);
    }

    public List<VmRow> vms() {
        return all(Table.VM, VmRow.class);
    }

    public List<FlavorRow> flavors() {
        return all(Table.FLAVOR, FlavorRow.class);
    }

    public List<ProjectRow> projects() {
        return all(Table.PROJECT, ProjectRow.class);
    }

    public List<DeviceRow> devices() {
        return all(Table.DEVICE, DeviceRow.class);
    }

    private <R extends Row> List<R> all(Table table, Class<R> type) {
        return byKey(table).values().stream().map(type::cast).toList();
    }
}
