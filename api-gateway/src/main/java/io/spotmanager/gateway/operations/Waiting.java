package io.spotmanager.gateway.operations;

import io.spotmanager.workflow.freeze.Freeze;
import io.spotmanager.workflow.freeze.FreezeMode;
import io.spotmanager.workflow.freeze.FreezeSwitch;
import io.spotmanager.workflow.operation.LateEffects;
import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.operation.UnservedOperations;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Open operations that no worker takes at present, and what they wait for. */
@Component
final class Waiting {
    private final UnservedOperations unserved;
    private final LateEffects lateEffects;
    private final FreezeSwitch freezes;

    Waiting(UnservedOperations unserved, FreezeSwitch freezes, JdbcClient jdbc) {
        this.unserved = unserved;
        this.freezes = freezes;
        this.lateEffects = new LateEffects(jdbc);
    }

    /** Looks at all of the operations at once. */
    Found among(List<Operation> operations) {
        var open =
                operations.stream().filter(Operation::open).map(Operation::id).toList();
        var stopped = freezes.stopped(open);
        return new Found(
                unserved.among(open), stopped.operations(), stopped.by().orElse(null), lateEffects.awaitedBy(open));
    }

    /**
     * @param unserved operations whose state no live worker knows
     * @param stopped operations that rest because of {@code freeze}
     * @param lateEffects operations that wait until an earlier call to their host can take effect no more, with that time
     */
    record Found(
            Set<UUID> unserved, Set<UUID> stopped, @Nullable Freeze freeze, Map<UUID, Instant> lateEffects) {
        boolean isUnserved(Operation operation) {
            return unserved.contains(operation.id());
        }

        /** Nothing is recommended to a person while a freeze or hold is looked into. */
        boolean isStopped(Operation operation) {
            return freeze != null && stopped.contains(operation.id());
        }

        /** Returns what the operation waits for; null if a worker may take it when it is due. */
        @Nullable
        String waitsFor(Operation operation) {
            if (isUnserved(operation)) {
                return "A live worker of kind %s that knows the state %s."
                        .formatted(operation.command().kind(), operation.state());
            }
            if (freeze != null && isStopped(operation)) {
                return "The end of the %s by %s: %s"
                        .formatted(
                                freeze.mode() == FreezeMode.HELD ? "hold" : "freeze", freeze.actor(), freeze.reason());
            }
            var end = lateEffects.get(operation.id());
            return end == null
                    ? null
                    : "%s: until then a call of an earlier operation on %s that got no clear answer may still be carried out."
                            .formatted(
                                    end.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1),
                                    operation.command().subject());
        }
    }
}
