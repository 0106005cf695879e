package io.spotmanager.simulation.service;

import io.spotmanager.simulation.engine.LifeOfProcess;
import io.spotmanager.simulation.engine.Scheduler;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/** The threads of one process, as actors of the scheduler. */
final class SimulatedThreads extends AbstractExecutorService {
    private final Scheduler scheduler;
    private final LifeOfProcess process;
    private final String name;

    /** @param name what the threads do, for places and pictures */
    SimulatedThreads(Scheduler scheduler, LifeOfProcess process, String name) {
        this.scheduler = scheduler;
        this.process = process;
        this.name = name;
    }

    @Override
    public void execute(Runnable work) {
        scheduler.start(process, name, work);
    }

    @Override
    public void shutdown() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Runnable> shutdownNow() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return false;
    }
}
