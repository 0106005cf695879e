package io.spotmanager.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that goes on when a test says so. */
public final class ManualClock implements InstantSource {
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }
}
