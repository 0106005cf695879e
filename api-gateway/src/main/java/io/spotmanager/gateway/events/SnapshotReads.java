package io.spotmanager.gateway.events;

import io.spotmanager.fleet.message.SnapshotEvent;
import io.spotmanager.fleet.read.SnapshotStatusRepository;

/** Reads the state of the snapshot as an event. */
record SnapshotReads(SnapshotStatusRepository status) {
    SnapshotEvent present() {
        var seen = status.read();
        return new SnapshotEvent(seen.generation(), seen.readAt(), seen.sources(), null);
    }
}
