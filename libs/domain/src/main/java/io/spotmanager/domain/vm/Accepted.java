package io.spotmanager.domain.vm;

/** A change was taken on; when it takes effect, a read tells. */
public record Accepted() {}
