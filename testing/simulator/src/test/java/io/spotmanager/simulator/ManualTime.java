package io.spotmanager.simulator;

import io.spotmanager.simulator.http.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A clock that a test moves, with pauses that are recorded and do not block. */
final class ManualTime implements Time {

    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private volatile Instant now = Instant.parse("2026-11-23T12:00:00.123456Z");
    private volatile Runnable meanwhile = () -> {};

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void pause(Duration duration) {
        pauses.add(duration);
        meanwhile.run();
    }

    void pass(Duration duration) {
        now = now.plus(duration);
    }

    List<Duration> pauses() {
        return pauses;
    }

    void duringPauses(Runnable action) {
        meanwhile = action;
    }
}
