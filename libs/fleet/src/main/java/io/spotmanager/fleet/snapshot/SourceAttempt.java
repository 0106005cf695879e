package io.spotmanager.fleet.snapshot;

import java.time.Instant;

/**
 * One attempt to read a source.
 *
 * @param began by the database's clock
 */
public record SourceAttempt(Instant began, SourceReport report) {
    /** Returns the attempt with a further note; a failed one stays as it is. */
    public SourceAttempt noted(String note) {
        return report instanceof SourceReport.Good(int tookMs, int calls, int items, String before)
                ? new SourceAttempt(
                        began,
                        new SourceReport.Good(tookMs, calls, items, before == null ? note : before + "; " + note))
                : this;
    }
}
