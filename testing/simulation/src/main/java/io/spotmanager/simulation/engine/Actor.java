package io.spotmanager.simulation.engine;

import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One thread of one process. It runs only while it has the baton. */
public final class Actor {
    private static final int PATIENCE_SECONDS = 60;
    private static final ThreadLocal<Actor> CURRENT = new ThreadLocal<>();

    private final LifeOfProcess process;
    private final String name;
    private final Runnable work;
    private final Semaphore mayRun = new Semaphore(0);
    private final Semaphore hasStopped = new Semaphore(0);
    private volatile boolean done;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Thread thread;
    private Instant wakeAt = Instant.MIN;
    private @Nullable Object note;

    Actor(LifeOfProcess process, String name, Runnable work) {
        this.process = process;
        this.name = name;
        this.work = work;
    }

    static @Nullable Actor current() {
        return CURRENT.get();
    }

    public LifeOfProcess process() {
        return process;
    }

    /** Who does what, for places and pictures. */
    String role() {
        return process.name() + " " + name;
    }

    /** What the step that it runs belongs to; null outside of steps. */
    public @Nullable Object note() {
        return note;
    }

    public void setNote(@Nullable Object note) {
        this.note = note;
    }

    boolean isDone() {
        return done;
    }

    boolean canRun(Instant now) {
        return !process.isAlive() || !wakeAt.isAfter(now) && process.canRun(now);
    }

    /** When it can go on by itself. */
    Instant dueAt() {
        return wakeAt.isAfter(process.standsStillUntil()) ? wakeAt : process.standsStillUntil();
    }

    void sleepUntil(Instant then) {
        wakeAt = then;
    }

    /** Called on its own thread, once. */
    void live() {
        CURRENT.set(this);
        thread = Thread.currentThread();
        mayRun.acquireUninterruptibly();
        try {
            process.requireAlive();
            work.run();
        } catch (ProcessKilledError e) {
            // It was killed: nothing of it is left.
        } catch (Throwable e) {
            failure = e;
        } finally {
            done = true;
            CURRENT.remove();
            hasStopped.release();
        }
    }

    /** Called by the scheduler: gives it the baton and waits until it is back. */
    void runUntilItStops() {
        mayRun.release();
        try {
            if (!hasStopped.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new StuckException(role(), thread);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (failure != null) {
            throw new IllegalStateException(role() + " failed", failure);
        }
    }

    /** Called on its own thread: gives the baton back and waits for it. */
    void stop() {
        hasStopped.release();
        mayRun.acquireUninterruptibly();
    }

    /** An actor waits for something outside of the simulation, and so for ever. */
    static final class StuckException extends RuntimeException {
        StuckException(String who, @Nullable Thread thread) {
            super("%s waits without a point, so nothing else can happen".formatted(who));
            if (thread != null) {
                setStackTrace(thread.getStackTrace());
            }
        }
    }
}
