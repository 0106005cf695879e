package io.spotmanager.gateway.security.limit;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** A clock that stands until a test moves it. */
final class ManualTime implements TimeMeter {
    private long nanos;

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Override
    public long currentTimeNanos() {
        return nanos;
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }
}
