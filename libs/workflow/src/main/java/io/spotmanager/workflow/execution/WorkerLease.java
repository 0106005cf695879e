package io.spotmanager.workflow.execution;

import io.spotmanager.workflow.execution.WorkerRegistry.Claim;
import io.spotmanager.workflow.operation.Operation;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Keeps this worker alive in the eyes of the others. Every lease it takes hangs on its heartbeat; once the others may
 * believe it dead it says so itself ({@link #isValid}), and goes on under a new identity.
 */
public final class WorkerLease {
    private static final Logger log = LoggerFactory.getLogger(WorkerLease.class);

    private final WorkerRegistry registry;
    private final Duration lease;
    private final LongSupplier nanoTime;
    private final Supplier<UUID> ids;
    private final ConcurrentMap<UUID, Integer> executing = new ConcurrentHashMap<>();
    private final Set<Claim> begun = ConcurrentHashMap.newKeySet();

    private record Standing(UUID worker, long provenAt) {}

    private volatile Standing standing;

    /** @param nanoTime a clock that also runs while the process is stopped, such as {@link System#nanoTime} */
    public WorkerLease(WorkerRegistry registry, Duration lease, LongSupplier nanoTime, Supplier<UUID> ids) {
        this.registry = registry;
        this.lease = lease;
        this.nanoTime = nanoTime;
        this.ids = ids;
        this.standing = new Standing(ids.get(), nanoTime.getAsLong() - lease.toNanos() - 1);
    }

    /** Who this process is at the moment. */
    public UUID worker() {
        return standing.worker();
    }

    /** Whether leases taken under that identity still hold for certain. */
    public boolean isValid(UUID worker) {
        var now = standing;
        return now.worker().equals(worker) && nanoTime.getAsLong() - now.provenAt() < lease.toNanos();
    }

    /** Whether leases that this process takes now would hold. */
    public boolean canClaim() {
        return isValid(worker());
    }

    void beginExecution(UUID operation) {
        executing.merge(operation, 1, Integer::sum);
    }

    void endExecution(UUID operation) {
        executing.computeIfPresent(operation, (id, count) -> count == 1 ? null : count - 1);
    }

    /** From now until {@link #stepSaved} the end of this lease counts as an attempt. */
    void stepBegins(Operation operation) {
        begun.add(new Claim(operation.id(), operation.lease().fence()));
    }

    void stepSaved(Operation operation) {
        begun.remove(new Claim(operation.id(), operation.lease().fence()));
    }

    /** To be called regularly. Never throws: a database that is away is tried again with the next beat. */
    public void heartbeat() {
        var before = nanoTime.getAsLong(); // the proof counts from before the statement, not after
        var now = standing;
        try {
            if (registry.heartbeat(now.worker())) {
                standing = new Standing(now.worker(), before);
            } else {
                standing = new Standing(register(), before);
            }
            releaseForgotten();
        } catch (DataAccessException e) {
            log.warn(
                    "no heartbeat: the database does not answer; leases of this worker run out in {} unless it comes back: {}",
                    lease,
                    e.getMostSpecificCause().getMessage());
        }
    }

    private UUID register() {
        var fresh = ids.get();
        registry.register(fresh);
        log.info("this worker is {}", fresh);
        return fresh;
    }

    /**
     * Gives back leases that stand in the database though nobody here works under them: a claim or a save got no answer,
     * or a step ended in a way that left no outcome.
     */
    private void releaseForgotten() {
        // The leases are read before the executions: who claims later is not among them, who claimed earlier still
        // executes.
        var all = registry.leasesOf(standing.worker());
        var forgotten = all.stream()
                .filter(lease -> !executing.containsKey(lease.operation()))
                .toList();
        if (!forgotten.isEmpty()) {
            // A step that ends in no outcome each time must not run for ever: it counts as tried. Without one the claim
            // failed.
            var released = registry.release(standing.worker(), forgotten, begun, true);
            if (released > 0) {
                log.warn("gave back {} leases that nobody here worked under", released);
            }
        }
        var held = Set.copyOf(all);
        begun.removeIf(lease -> !held.contains(lease) && !executing.containsKey(lease.operation()));
    }

    /** Gives back whatever is still held and leaves. */
    public void release() {
        registry.leave(standing.worker(), begun);
    }
}
