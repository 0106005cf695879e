package io.spotmanager.domain.compute;

/** An OpenStack project. */
public record Project(String id, String name) {}
