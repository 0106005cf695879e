package io.spotmanager.simulator.neutron;

/** A server's place on a network. */
public record Port(String id, Network network, String serverId, String mac, String address) {}
