package io.spotmanager.simulator.hyperstack;

/**
 * What a VM starts from.
 *
 * @param gigabytes its size
 */
record Image(int id, String name, String type, String version, Region region, int gigabytes) {}
