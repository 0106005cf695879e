package io.spotmanager.clouds.launch;

/** A change was taken on; when it takes effect, a read tells. */
public record Accepted() {}
