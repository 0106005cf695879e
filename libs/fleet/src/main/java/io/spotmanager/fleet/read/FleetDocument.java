package io.spotmanager.fleet.read;

/**
 * The whole snapshot of one generation, as JSON, with the open moves of its hosts.
 *
 * @param pools an array with every row of the pools, names as the columns have them
 * @param hosts an array with every host, its pools and its open move
 */
public record FleetDocument(SnapshotVersion version, String pools, String hosts) {}
