package io.spotmanager.fleet.table;

import java.util.List;

/** A table of the snapshot, in the order in which they are written. */
public enum Table {
    POOL("pool", PoolRow.class, "name"),
    MEMBER("pool_host", MemberRow.class, "pool", "host"),
    HOST("host", HostRow.class, "name"),
    VM("vm", VmRow.class, "id"),
    FLAVOR("flavor", FlavorRow.class, "name"),
    PROJECT("project", ProjectRow.class, "id"),
    DEVICE("device", DeviceRow.class, "name");

    private final String name;
    private final Class<? extends Row> type;
    private final List<String> key;

    Table(String name, Class<? extends Row> type, String... key) {
        this.name = name;
        this.type = type;
        this.key = List.of(key);
    }

    /** As SQL spells it. */
    public String sqlName() {
        return name;
    }

    public Class<? extends Row> type() {
        return type;
    }

    /** The columns of its primary key. */
    public List<String> key() {
        return key;
    }
}
