package io.spotmanager.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Entries of earlier releases do not say whether they ended their operation. Some histories prove it: a state that one operation
 * left is not a final state of that kind. Memory grows only with the number of states.
 */
final class LeftStates {
    private record State(String kind, String state) {}

    private record Closed(long count, UUID first) {}

    /** A state of a kind; if operations are closed in it, their number and the first of them. */
    record Known(
            String kind,
            String state,
            boolean left,
            long closed,
            @Nullable UUID first) {}

    private final Findings findings;
    private final Set<State> left = new HashSet<>();
    private final Map<State, Closed> closed = new HashMap<>();

    LeftStates(Findings findings, List<Known> before) {
        this.findings = findings;
        for (var known : before) {
            var state = new State(known.kind(), known.state());
            if (known.left()) {
                left.add(state);
            }
            if (known.first() != null) {
                closed.put(state, new Closed(known.closed(), known.first()));
            }
        }
    }

    List<Known> known() {
        return Stream.concat(left.stream(), closed.keySet().stream())
                .distinct()
                .map(state -> {
                    var ended = closed.get(state);
                    return new Known(
                            state.kind(),
                            state.state(),
                            left.contains(state),
                            ended == null ? 0 : ended.count(),
                            ended == null ? null : ended.first());
                })
                .toList();
    }

    void left(String kind, AuditEvent what) {
        if (what.fromState() != null && !what.fromState().equals(what.toState())) {
            left.add(new State(kind, what.fromState()));
        }
    }

    void closed(String kind, String state, UUID operation) {
        closed.merge(
                new State(kind, state),
                new Closed(1, operation),
                (old, one) -> new Closed(old.count() + 1, old.first()));
    }

    void end() {
        closed.forEach((state, operations) -> {
            if (left.contains(state)) {
                findings.add(
                        "%d operations of kind %s are closed in state %s, which is no end: others went on from it; the first is operation %s",
                        operations.count(), state.kind(), state.state(), operations.first());
            }
        });
    }
}
