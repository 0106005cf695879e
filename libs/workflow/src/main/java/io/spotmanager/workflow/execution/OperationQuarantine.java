package io.spotmanager.workflow.execution;

import io.spotmanager.workflow.event.OperationChanged;
import io.spotmanager.workflow.event.OperationEvents;
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
 * Handles poison operations: those whose execution fails outside of a step, where no attempt is counted and no outcome saved. Each
 * such failure makes the operation wait longer; in the end a person has to look at it.
 */
public final class OperationQuarantine {
    private static final Logger log = LoggerFactory.getLogger(OperationQuarantine.class);

    private final OperationStore store;
    private final BlockedOperations blocked;
    private final ExecutorConfig parts;
    private final OperationEvents events;
    /** Those that the database lets nobody put in front of a person, and when to try it again. */
    private final Map<UUID, Instant> refused = new ConcurrentHashMap<>();

    public OperationQuarantine(OperationStore store, ExecutorConfig parts, OperationEvents events) {
        this.store = store;
        this.blocked = store.blocked();
        this.parts = parts;
        this.events = events;
    }

    /** Gives the lease back after a failure outside of a step. */
    void failed(UUID operation, Lease lease, int before, RuntimeException cause) {
        var failures = before == Integer.MAX_VALUE ? before : Math.max(before, 0) + 1;
        if (failures >= parts.settings().attempts()) {
            log.error("the operation failed {} times outside of a step; a person has to look at it", failures, cause);
            blockOrWait(
                    operation,
                    lease,
                    "A worker could not carry it on %d times, outside of a step. The last time: %s"
                            .formatted(failures, said(cause)));
            return;
        }
        var backoff = parts.settings().backoff();
        blocked.giveBack(operation, lease, backoff.first(), backoff.longest()).ifPresent(count -> {
            if (count == 1) {
                log.error(
                        "the operation failed outside of a step; it is tried again up to {} times",
                        parts.settings().attempts() - 1,
                        cause);
            } else {
                log.debug("the operation failed outside of a step {} times in a row: {}", count, said(cause));
            }
        });
    }

    /** Puts an operation in front of a person whose claims came to nothing too often, without a word why. */
    void giveUp(UUID operation, Lease lease, int failures) {
        if (!refused.containsKey(operation)) {
            log.error("{} claims of the operation ended outside of a step; a person has to look at it", failures);
        }
        blockOrWait(
                operation,
                lease,
                "Workers claimed it %d times in a row, and each time it ended outside of a step, with nothing saved. Their logs may say why."
                        .formatted(failures));
    }

    /** Puts an operation in front of a person that an operator has cancelled in a state that knows no cancel. */
    void cancelled(Operation claimed) {
        var asked = Objects.requireNonNull(claimed.progress().asked());
        log.warn(
                "{} asked by {} is not possible in {}; a person has to look at it",
                asked.signal(),
                asked.actor(),
                claimed.state());
        blockOrWait(
                claimed.id(),
                claimed.lease(),
                "%s asked by %s was not carried out: the state %s does not know it. See where the host is, then decide again."
                        .formatted(asked.signal(), asked.actor(), claimed.state()));
    }

    /**
     * Puts those in front of a person that an operator has cancelled in a state that no live worker knows. They are not closed:
     * nobody here can tell what was done to the host.
     *
     * @return how many
     */
    int blockUnservedCancels() {
        var now = parts.clock().instant();
        return (int) blocked.unservedCancels(parts.workflow().name()).stream()
                .filter(cancel -> !refused.getOrDefault(cancel.operation(), now).isAfter(now))
                .filter(this::blockUnserved)
                .count();
    }

    private boolean blockUnserved(BlockedOperations.UnservedCancel cancel) {
        var why =
                "%s asked by %s was not carried out: no live worker knows the state %s. See where the host is, then decide again."
                        .formatted(Signal.CANCEL, cancel.actor(), cancel.state());
        try {
            var done = block(cancel.operation(), cancel.lease(), why);
            if (done) {
                log.warn("operation {} was put in front of a person: {}", cancel.operation(), why);
            }
            return done;
        } catch (RuntimeException e) { // the others are put there nevertheless, and the sweep goes on
            refused(cancel.operation(), e);
            return false;
        }
    }

    /** For one that this worker holds: what the database refuses each time must not be claimed again and again at once. */
    private void blockOrWait(UUID operation, Lease lease, String why) {
        try {
            block(operation, lease, why);
        } catch (RuntimeException e) {
            if (DatabaseOutage.is(e)) {
                throw e;
            }
            refused(operation, e);
            var longest = parts.settings().backoff().longest();
            blocked.giveBack(operation, lease, longest, longest);
        }
    }

    private void refused(UUID operation, RuntimeException e) {
        var longest = parts.settings().backoff().longest();
        if (refused.put(operation, parts.clock().instant().plus(longest)) == null) {
            log.error(
                    "operation {} cannot be put in front of a person; it is tried again every {}",
                    operation,
                    longest,
                    e);
        }
    }

    private boolean block(UUID operation, Lease lease, String why) {
        var table = parts.workflow().table();
        var done = blocked.block(
                operation,
                lease,
                new BlockedOperations.Blocking(
                        table.forPerson().map(TransitionTable.Row::state).orElse(null),
                        blockedIn -> table.actionsAfterBlock(blockedIn).stream()
                                .map(Enum::name)
                                .toList(),
                        "worker:" + parts.worker(),
                        why,
                        parts.clock().instant()));
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
