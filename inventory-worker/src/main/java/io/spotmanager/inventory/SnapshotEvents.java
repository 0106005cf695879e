package io.spotmanager.inventory;

/** Hears of every write after its commit. Implementations neither block nor throw. */
@FunctionalInterface
interface SnapshotEvents {
    void written(SnapshotEvent event);
}
