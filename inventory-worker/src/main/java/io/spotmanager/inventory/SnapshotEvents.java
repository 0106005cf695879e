package io.spotmanager.inventory;

import io.spotmanager.fleet.message.SnapshotEvent;

/** Hears of every write after its commit. Implementations neither block nor throw. */
@FunctionalInterface
interface SnapshotEvents {
    void written(SnapshotEvent event);
}
