package io.spotmanager.fleet.snapshot;

import java.time.Instant;

/**
 * One attempt to read a source.
 *
 * @param began by the database's clock
 */
public record SourceAttempt(Instant began, SourceReport report) {}
