package io.spotmanager.workflow.execution;

import io.spotmanager.workflow.execution.ExecutionSettings.BackoffSettings;
import io.spotmanager.workflow.execution.WorkerRegistry.Beat;
import io.spotmanager.workflow.execution.WorkerRegistry.Claim;
import io.spotmanager.workflow.execution.WorkerRegistry.Loss;
import io.spotmanager.workflow.freeze.FreezeMode;
import io.spotmanager.workflow.operation.DatabaseOutage;
import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.operation.OutageLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Sends this worker's heartbeat. All its leases depend on that heartbeat. When the last one is so old that other workers may count
 * this worker as dead, {@link #isValid} returns false, and the worker registers under a new identity.
 *
 * <p>Its row may be locked, so that others cannot remove it. They release its leases by what they read when its last beat is three
 * leases old. So it begins no beat under an identity that was proven two leases ago, and a beat whose answer took a whole lease
 * proves nothing: every beat that proves something was committed before others may read that there was none.
 */
public final class WorkerLease {
    private static final Logger log = LoggerFactory.getLogger(WorkerLease.class);

    /** After so many leases without a beat others release the leases of a worker whose row they cannot remove. */
    static final int LEASES_UNTIL_GONE = 3;

    private final OutageLog outage = new OutageLog(log, "Heartbeats reach the database again");
    private final WorkerRegistry registry;
    private final Duration lease;
    private final BackoffSettings backoff;
    private final LongSupplier nanoTime;
    private final Supplier<UUID> ids;
    private final DatabaseTime time;
    private final ConcurrentMap<UUID, Integer> executing = new ConcurrentHashMap<>();
    private final Set<Claim> begun = ConcurrentHashMap.newKeySet();
    private final Set<UUID> withoutRoom = ConcurrentHashMap.newKeySet();
    private final OwnLeases reads;

    private record Standing(UUID worker, long provenAt) {}

    private volatile Standing standing;
    private volatile FreezeMode freeze = FreezeMode.OFF;

    /** For a worker whose steps compare no times. */
    public WorkerLease(WorkerRegistry registry, ExecutionSettings settings, LongSupplier nanoTime, Supplier<UUID> ids) {
        this(registry, settings, nanoTime, ids, DatabaseTime.steadily());
    }

    /**
     * @param nanoTime a clock that also runs while the process is stopped, such as {@link System#nanoTime}
     * @param time corrected by each heartbeat
     */
    public WorkerLease(
            WorkerRegistry registry,
            ExecutionSettings settings,
            LongSupplier nanoTime,
            Supplier<UUID> ids,
            DatabaseTime time) {
        this.time = time;
        this.registry = registry;
        this.lease = settings.lease();
        this.backoff = settings.backoff();
        this.nanoTime = nanoTime;
        this.ids = ids;
        this.reads = new OwnLeases(nanoTime);
        this.standing = new Standing(ids.get(), nanoTime.getAsLong() - lease.toNanos() - 1);
    }

    /** The present identity of this worker. */
    public UUID worker() {
        return standing.worker();
    }

    /** True if leases taken under that identity are certainly still valid. */
    public boolean isValid(UUID worker) {
        var now = standing;
        return now.worker().equals(worker) && nanoTime.getAsLong() - now.provenAt() < lease.toNanos();
    }

    /** Whether work was frozen at the last heartbeat. */
    FreezeMode freeze() {
        return freeze;
    }

    /** True if a lease taken now would be valid. */
    public boolean canClaim() {
        return isValid(worker());
    }

    void beginExecution(UUID operation) {
        reads.touched();
        executing.merge(operation, 1, Integer::sum);
    }

    void endExecution(UUID operation) {
        reads.touched();
        executing.computeIfPresent(operation, (id, count) -> count == 1 ? null : count - 1);
    }

    /** From now until {@link #stepSaved}, losing this lease counts as an attempt. */
    void stepBegins(Operation operation) {
        withoutRoom.remove(operation.id());
        begun.add(new Claim(operation.id(), operation.lease().fence()));
    }

    void stepSaved(Operation operation) {
        begun.remove(new Claim(operation.id(), operation.lease().fence()));
    }

    /** The database has no room to save what comes of this operation, so losing its lease counts as nothing. */
    void hasNoRoom(UUID operation) {
        withoutRoom.add(operation);
    }

    /** Sends one heartbeat. Must be called regularly. Never throws: if the database is down, the next call tries again. */
    public void heartbeat() {
        var before = nanoTime.getAsLong(); // the proof counts from before the statement, not after
        var now = standing;
        try {
            var isGone = isGone(now, before);
            var beat = isGone ? Optional.<Beat>empty() : beat(now.worker());
            var worker = beat.isPresent() ? now.worker() : register();
            beat.or(() -> beat(worker)).ifPresent(current -> freeze = current.freeze());
            if (beat.isEmpty() || nanoTime.getAsLong() - before < lease.toNanos()) {
                standing = new Standing(worker, before);
            }
            if (isGone) {
                giveUp(now.worker(), registry.leasesOf(now.worker()));
            }
            releaseForgotten();
            outage.worked();
        } catch (DataAccessException e) {
            outage.failed(
                    "Heartbeat failed, the database does not answer; the leases of this worker expire in {} unless it recovers: {}",
                    lease,
                    e.getMostSpecificCause().getMessage());
            if (DatabaseOutage.isLock(e) && !isValid(now.worker())) {
                leaveLockedRow(now.worker());
            }
        }
    }

    /**
     * Another session has locked the row of this worker, and its leases have expired meanwhile. It leaves the row and its leases by
     * itself, before others count it as gone.
     */
    private void leaveLockedRow(UUID worker) {
        try {
            var before = nanoTime.getAsLong();
            standing = new Standing(register(), before);
            giveUp(worker, registry.leasesOf(worker));
            log.warn(
                    "Another session has locked the row of this worker as {}, so it goes on under another identity",
                    worker);
        } catch (DataAccessException e) {
            log.warn(
                    "This worker could not leave its locked row, will retry: {}",
                    e.getMostSpecificCause().getMessage());
        }
    }

    /**
     * The database has taken down a heartbeat of this worker. This does not look for forgotten leases: only for a process with nothing open.
     *
     * @param worker the identity that sent it
     * @param before when it was sent, by the clock of this worker
     */
    void taken(UUID worker, long before, FreezeMode now) {
        freeze = now;
        if (nanoTime.getAsLong() - before < lease.toNanos()) {
            standing = new Standing(worker, before);
        }
        outage.worked();
    }

    /** True if this worker must send no heartbeat under its present identity any more. */
    boolean isGone() {
        return isGone(standing, nanoTime.getAsLong());
    }

    private boolean isGone(Standing now, long moment) {
        return moment - now.provenAt() >= lease.toNanos() * (LEASES_UNTIL_GONE - 1);
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }

    private Optional<Beat> beat(UUID worker) {
        var before = time.own();
        var beat = registry.heartbeat(worker);
        beat.ifPresent(answer -> time.read(before, answer.at(), time.own()));
        return beat;
    }

    private UUID register() {
        var fresh = ids.get();
        registry.register(fresh);
        log.info("This worker is registered as {}", fresh);
        return fresh;
    }

    /**
     * Releases leases that this worker holds in the database but no longer executes: a claim or a save got no answer, or a step
     * ended without an outcome.
     */
    private void releaseForgotten() {
        if (!reads.areDue()) {
            return;
        }
        // Read the leases before the executions: a later claim is not among them, an earlier claim is still executing.
        var all = registry.leasesOf(standing.worker());
        var forgotten = all.stream()
                .filter(lease -> !executing.containsKey(lease.operation()))
                .toList();
        if (!forgotten.isEmpty()) {
            var released = giveUp(standing.worker(), forgotten);
            if (released > 0) {
                log.warn("Released {} leases that this worker held but did not execute", released);
            }
        }
        reads.found(all.size());
        var held = Set.copyOf(all);
        begun.removeIf(lease -> !held.contains(lease) && !executing.containsKey(lease.operation()));
        var operations = all.stream().map(Claim::operation).collect(Collectors.toSet());
        withoutRoom.removeIf(operation -> !operations.contains(operation) && !executing.containsKey(operation));
    }

    /** A step that always ends without an outcome must not run for ever, so each loss counts but for want of room. */
    private int giveUp(UUID worker, List<Claim> leases) {
        var losses = leases.stream()
                .map(claim -> new Loss(claim, begun.contains(claim), withoutRoom.contains(claim.operation())))
                .toList();
        return registry.release(worker, losses, backoff);
    }

    /** Releases all leases and unregisters this worker. */
    public void release() {
        registry.leave(standing.worker(), begun);
    }
}
