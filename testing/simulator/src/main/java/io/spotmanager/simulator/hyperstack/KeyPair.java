package io.spotmanager.simulator.hyperstack;

/** An SSH key; VMs of its own environment only may use it. */
record KeyPair(int id, String name, Environment environment) {}
