package io.spotmanager.workflow.execution;

import io.spotmanager.workflow.event.OperationChanged;
import io.spotmanager.workflow.event.OperationEvents;
import io.spotmanager.workflow.machine.MachineDisagreementException;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.TransitionTable;
import io.spotmanager.workflow.operation.BlockedOperations;
import io.spotmanager.workflow.operation.DatabaseOutage;
import io.spotmanager.workflow.operation.Lease;
import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.operation.OperationStore;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * Handles poison operations: those whose execution fails outside of a step, where no attempt is counted and no outcome is saved. Each
 * such failure makes the operation wait longer. In the end it is blocked until a person decides.
 */
public final class OperationQuarantine {
    private static final Logger log = LoggerFactory.getLogger(OperationQuarantine.class);

    private final OperationStore store;
    private final BlockedOperations blocked;
    private final ExecutorConfig config;
    private final OperationEvents events;
    /** Operations that the database refused to block, and when to try again. */
    private final Map<UUID, Instant> refused = new ConcurrentHashMap<>();

    public OperationQuarantine(OperationStore store, ExecutorConfig config, OperationEvents events) {
        this.store = store;
        this.blocked = store.blocked();
        this.config = config;
        this.events = events;
    }

    /** Releases the lease after a failure outside of a step, and blocks the operation if there were too many. */
    void failed(UUID operation, Lease lease, int before, RuntimeException cause) {
        var failures = before == Integer.MAX_VALUE ? before : Math.max(before, 0) + 1;
        if (failures >= config.settings().attempts()) {
            log.error(
                    "The operation failed {} times outside of a step; it is blocked until a person decides",
                    failures,
                    cause);
            blockOrWait(
                    operation,
                    lease,
                    "Workers failed to continue it %d times, outside of a step. The last error: %s"
                            .formatted(failures, said(cause)));
            return;
        }
        var backoff = config.settings().backoff();
        blocked.giveBack(operation, lease, backoff.first(), backoff.longest()).ifPresent(count -> {
            if (count == 1) {
                log.error(
                        "The operation failed outside of a step; it will be retried up to {} times",
                        config.settings().attempts() - 1,
                        cause);
            } else {
                log.debug("The operation failed outside of a step {} times in a row: {}", count, said(cause));
            }
        });
    }

    /** Blocks an operation whose claims failed too often without a known error. */
    void giveUp(UUID operation, Lease lease, int failures) {
        if (!refused.containsKey(operation)) {
            log.error(
                    "{} claims of the operation ended outside of a step; it is blocked until a person decides",
                    failures);
        }
        blockOrWait(
                operation,
                lease,
                "Workers claimed it %d times in a row. Each time it ended outside of a step and nothing was saved. The logs of the workers may say why."
                        .formatted(failures));
    }

    /** Blocks an operation whose next state is not certain. */
    void disagreed(Operation claimed, MachineDisagreementException disagreement) {
        log.error("The operation is blocked until a person decides", disagreement);
        blockOrWait(
                claimed.id(),
                claimed.lease(),
                disagreement.getMessage() + " Check where the host is, then decide again.");
    }

    /** Blocks an operation that an operator has cancelled in a state that allows no cancel. */
    void cancelled(Operation claimed) {
        var asked = Objects.requireNonNull(claimed.progress().asked());
        log.warn(
                "{} requested by {} is not possible in {}; the operation is blocked until a person decides",
                asked.signal(),
                asked.actor(),
                claimed.state());
        blockOrWait(
                claimed.id(),
                claimed.lease(),
                "%s requested by %s was not carried out: the state %s does not allow it. Check where the host is, then decide again."
                        .formatted(asked.signal(), asked.actor(), claimed.state()));
    }

    /**
     * Blocks operations that an operator has cancelled in a state that no live worker knows. They are not closed, because no
     * worker can tell what was done to the host.
     *
     * @return how many were blocked
     */
    int blockUnservedCancels() {
        var now = config.clock().instant();
        var known = config.workflow().table().states();
        return (int) blocked.unservedCancels(config.workflow().name()).stream()
                // This worker serves those: it has just started, and its first heartbeat is still to come.
                .filter(cancel -> !known.contains(cancel.state()))
                .filter(cancel -> !refused.getOrDefault(cancel.operation(), now).isAfter(now))
                .filter(this::blockUnserved)
                .count();
    }

    private boolean blockUnserved(BlockedOperations.UnservedCancel cancel) {
        var why =
                "%s requested by %s was not carried out: no live worker knows the state %s. Check where the host is, then decide again."
                        .formatted(Signal.CANCEL, cancel.actor(), cancel.state());
        try {
            var done = block(cancel.operation(), cancel.lease(), why);
            if (done) {
                log.warn("Operation {} is blocked until a person decides: {}", cancel.operation(), why);
            }
            return done;
        } catch (RuntimeException e) { // one failure stops neither the others nor the sweep
            refused(cancel.operation(), e);
            return false;
        }
    }

    /** Blocks an operation that this worker holds. If the database refuses, releases it with the longest delay. */
    private void blockOrWait(UUID operation, Lease lease, String why) {
        try {
            block(operation, lease, why);
        } catch (RuntimeException e) {
            if (DatabaseOutage.is(e)) {
                throw e;
            }
            refused(operation, e);
            var longest = config.settings().backoff().longest();
            blocked.giveBack(operation, lease, longest, longest);
        }
    }

    private void refused(UUID operation, RuntimeException e) {
        var longest = config.settings().backoff().longest();
        if (refused.put(operation, config.clock().instant().plus(longest)) == null) {
            log.error(
                    "Operation {} could not be blocked for a decision by a person; this is retried every {}",
                    operation,
                    longest,
                    e);
        }
    }

    private boolean block(UUID operation, Lease lease, String why) {
        var table = config.workflow().table();
        var done = blocked.block(
                operation,
                lease,
                new BlockedOperations.Blocking(
                        table.forPerson().map(TransitionTable.Row::state).orElse(null),
                        blockedIn -> table.actionsAfterBlock(blockedIn).stream()
                                .map(Enum::name)
                                .toList(),
                        "worker:" + config.worker(),
                        why,
                        config.clock().instant()));
        if (done) {
            refused.remove(operation);
            store.find(operation).map(OperationChanged::of).ifPresent(events::changed);
        }
        return done;
    }

    private static String said(RuntimeException cause) {
        var root = NestedExceptionUtils.getMostSpecificCause(cause);
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
