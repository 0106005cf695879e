package io.spotmanager.domain.vm;

/** A network with its key pairs and firewalls, in one region. */
public record VmEnvironment(long id, String name, String region) {}
