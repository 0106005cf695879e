package io.spotmanager.inventory.source;

import io.spotmanager.fleet.snapshot.SourceAttempt;
import io.spotmanager.fleet.snapshot.SourceReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What came of one try to read a source.
 *
 * @param began by the database's clock; what it shows is not older than that
 * @param items all of them, none where the source is not configured, empty when the try failed
 */
public record SourceResult<T>(Instant began, SourceReport report, Optional<List<T>> items) {
    /** How it went, without what it brought. */
    public SourceAttempt attempt() {
        return new SourceAttempt(began, report);
    }

    /** What it says now, or else what it said last. */
    public List<T> or(List<T> last) {
        return items.orElse(last);
    }
}
