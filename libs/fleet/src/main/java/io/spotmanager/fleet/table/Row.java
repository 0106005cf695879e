package io.spotmanager.fleet.table;

/** A row of the snapshot; rows with the same key and unequal values are a change. */
public sealed interface Row permits PoolRow, MemberRow, HostRow, VmRow, FlavorRow, ProjectRow, DeviceRow {
    /** Unique within its table. */
    String key();
}
