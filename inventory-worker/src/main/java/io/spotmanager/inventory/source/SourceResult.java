package io.spotmanager.inventory.source;

import io.spotmanager.fleet.snapshot.SourceAttempt;
import io.spotmanager.fleet.snapshot.SourceReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The result of one attempt to read a source.
 *
 * @param began by the database's clock; the items are not older than that
 * @param items empty if the attempt failed; an empty list if the source is not configured
 */
public record SourceResult<T>(Instant began, SourceReport report, Optional<List<T>> items) {
    /** True if the source is not configured. */
    public boolean isOff() {
        return report instanceof SourceReport.Off;
    }

    /** Returns the outcome without the items. */
    public SourceAttempt attempt() {
        return new SourceAttempt(began, report);
    }

    /** Returns the items, or the previous ones if the attempt failed. */
    public List<T> or(List<T> last) {
        return items.orElse(last);
    }
}
