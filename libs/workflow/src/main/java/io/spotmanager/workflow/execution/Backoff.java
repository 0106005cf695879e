package io.spotmanager.workflow.execution;

import io.spotmanager.workflow.execution.ExecutionSettings.BackoffSettings;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Exponential back-off with jitter: between half and all of a delay that doubles with every attempt. */
final class Backoff {
    private static final int DOUBLINGS_WITHOUT_OVERFLOW = 30;

    private final BackoffSettings settings;
    private final RandomGenerator random;

    Backoff(BackoffSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    /** @param attempt failed attempts so far, from 1 */
    Duration before(int attempt) {
        var doubled = settings.first().toMillis() << Math.min(attempt - 1, DOUBLINGS_WITHOUT_OVERFLOW);
        var whole = Math.min(doubled, settings.longest().toMillis());
        return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
    }
}
