package io.spotmanager.simulator.hyperstack;

/** A network in one region with the key pairs that may be used in it. */
record Environment(int id, String name, Region region) {}
