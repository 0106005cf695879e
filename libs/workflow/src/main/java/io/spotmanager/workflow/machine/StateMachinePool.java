package io.spotmanager.workflow.machine;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The library's machines of one workflow. It keeps at most a fixed number of them and builds each when it is first needed. A caller
 * that gets none in time builds one for itself, so nobody waits for long and nobody waits for ever.
 */
final class StateMachinePool {
    private final Supplier<PooledStateMachine> builder;
    private final long maxWaitNanos;
    private final Semaphore permits;
    private final ConcurrentLinkedDeque<PooledStateMachine> idle = new ConcurrentLinkedDeque<>();
    private final AtomicLong built = new AtomicLong();

    StateMachinePool(Supplier<PooledStateMachine> builder, int size, Duration maxWait) {
        this.builder = builder;
        this.maxWaitNanos = maxWait.toNanos();
        this.permits = new Semaphore(size);
    }

    /**
     * Lends a machine to the work, on the calling thread. The machine is kept only if the work returns: one that threw, or of which
     * the caller complained, may be in any state.
     */
    <T> T use(Function<PooledStateMachine, T> work) {
        if (!acquire()) {
            return work.apply(build());
        }
        try {
            var kept = idle.pollFirst();
            var machine = kept == null ? build() : kept;
            var result = work.apply(machine);
            idle.addFirst(machine);
            return result;
        } finally {
            permits.release();
        }
    }

    private boolean acquire() {
        try {
            return permits.tryAcquire() || permits.tryAcquire(maxWaitNanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private PooledStateMachine build() {
        built.incrementAndGet();
        return builder.get();
    }

    /** How many machines were built so far, those outside of the pool included. */
    long built() {
        return built.get();
    }

    int idle() {
        return idle.size();
    }
}
