package io.spotmanager.gateway.outcomes;

import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.operation.OperationStore;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Holds the requests that wait for the end of an operation. Each is a virtual thread without a connection of the database; it is woken by the
 * events that the boards get, and looks by itself in case one is lost.
 */
@Component
class OutcomeWaits implements OperationChangeListener, SmartLifecycle {
    /** Events come within two seconds even if the broker is away, so this is for what nobody thought of. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final OperationStore operations;
    private final WaitSettings settings;
    private final Semaphore places;
    private final ConcurrentMap<UUID, Set<CountDownLatch>> waiting = new ConcurrentHashMap<>();
    private volatile boolean running;

    OutcomeWaits(OperationStore operations, WaitSettings settings) {
        this.operations = operations;
        this.settings = settings;
        this.places = new Semaphore(settings.most());
    }

    /** @param operation as it was read last, over or not; the wish was honoured for that long at most */
    record Waited(Operation operation, Duration applied) {}

    /**
     * Blocks until the operation is over, the time is, or this gateway ends.
     *
     * @return empty if nobody waited: too many do already, or there is no such operation
     */
    Optional<Waited> await(UUID id, Duration wish) {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        try {
            var applied = wish.compareTo(settings.longest()) < 0 ? wish : settings.longest();
            return await(id, applied, System.nanoTime() + applied.toNanos());
        } finally {
            places.release();
        }
    }

    private Optional<Waited> await(UUID id, Duration applied, long end) {
        while (true) {
            var changed = new CountDownLatch(1);
            add(id, changed);
            try {
                var now = operations.find(id); // after it is listed, so that no change is missed
                var left = end - System.nanoTime();
                if (now.isEmpty() || isOver(now.get()) || left <= 0 || !running) {
                    return now.map(operation -> new Waited(operation, applied));
                }
                changed.await(Math.min(left, LOOK_AGAIN.toNanos()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return operations.find(id).map(operation -> new Waited(operation, applied));
            } finally {
                remove(id, changed);
            }
        }
    }

    /** True if it has ended, or goes on only when a person has decided. */
    static boolean isOver(Operation operation) {
        return !operation.open() || operation.times().availableAt() == null;
    }

    private void add(UUID id, CountDownLatch changed) {
        waiting.compute(id, (_, others) -> {
            Set<CountDownLatch> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(changed);
            return all;
        });
    }

    private void remove(UUID id, CountDownLatch changed) {
        waiting.computeIfPresent(id, (_, all) -> {
            all.remove(changed);
            return all.isEmpty() ? null : all;
        });
    }

    @Override
    public void changed(Collection<UUID> ids) {
        ids.forEach(id -> waiting.getOrDefault(id, Set.of()).forEach(CountDownLatch::countDown));
    }

    @Override
    public void manyChanged() {
        waiting.values().forEach(all -> all.forEach(CountDownLatch::countDown));
    }

    /** How many requests wait. */
    int count() {
        return settings.most() - places.availablePermits();
    }

    @Override
    public void start() {
        running = true;
    }

    /** Answers all of them before the web server waits for running requests. */
    @Override
    public void stop() {
        running = false;
        manyChanged();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
