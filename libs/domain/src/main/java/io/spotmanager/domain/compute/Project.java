package io.spotmanager.domain.compute;

/** A tenant of the cloud. */
public record Project(String id, String name) {}
