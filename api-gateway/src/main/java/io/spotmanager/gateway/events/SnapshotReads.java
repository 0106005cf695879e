package io.spotmanager.gateway.events;

import io.spotmanager.fleet.message.SnapshotEvent;
import io.spotmanager.fleet.read.SnapshotStatusRepository;

/** Reads how fresh the snapshot is, in the words of its event. */
record SnapshotReads(SnapshotStatusRepository status) {
    SnapshotEvent present() {
        var seen = status.read();
        return new SnapshotEvent(seen.generation(), seen.readAt(), seen.sources(), null);
    }
}
