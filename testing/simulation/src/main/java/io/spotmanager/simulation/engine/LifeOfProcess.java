package io.spotmanager.simulation.engine;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One process, from its start to its death. */
public final class LifeOfProcess {
    private final String name;
    private final @Nullable Runnable onDeath;
    private boolean alive = true;
    private Instant standsStillUntil = Instant.MIN;
    private Duration clockOffset = Duration.ZERO;

    /**
     * @param name the same for the process that takes its place
     * @param onDeath called by the scheduler when it is killed; null for one that is never killed
     */
    public LifeOfProcess(String name, @Nullable Runnable onDeath) {
        this.name = name;
        this.onDeath = onDeath;
    }

    public String name() {
        return name;
    }

    public boolean isAlive() {
        return alive;
    }

    boolean canRun(Instant now) {
        return !alive || !standsStillUntil.isAfter(now);
    }

    public boolean standsStill(Instant now) {
        return standsStillUntil.isAfter(now);
    }

    Instant standsStillUntil() {
        return standsStillUntil;
    }

    void requireAlive() {
        if (!alive) {
            throw new ProcessKilledError(name);
        }
    }

    void kill() {
        if (alive && onDeath != null) {
            alive = false;
            onDeath.run();
        }
    }

    void pause(Instant until) {
        standsStillUntil = until;
    }

    /** How far its clock is ahead. */
    public Duration clockOffset() {
        return clockOffset;
    }

    public void setClock(Duration offset) {
        clockOffset = offset;
    }
}
