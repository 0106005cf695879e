package io.spotmanager.inventory;

import io.spotmanager.fleet.message.SnapshotEvent;

/** Called after the commit of every write. Implementations neither block nor throw. */
@FunctionalInterface
interface SnapshotEvents {
    void written(SnapshotEvent event);
}
