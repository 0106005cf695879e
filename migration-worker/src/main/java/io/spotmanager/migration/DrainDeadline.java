package io.spotmanager.migration;

import java.time.Duration;
import java.time.Instant;

/**
 * Until when a drain waits. Whoever lets it wait on after its deadline lets it wait as long again.
 *
 * @param asked the deadline of the request
 * @param since when it began to wait, the last time
 * @param seconds how long it was to wait when it was asked for
 */
record DrainDeadline(Instant asked, Instant since, long seconds) {
    Instant last() {
        return since.isBefore(asked) ? asked : since.plusSeconds(seconds);
    }

    static long seconds(Instant deadline, Instant now) {
        return Math.max(0, Duration.between(now, deadline).toSeconds());
    }
}
