package io.spotmanager.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Entries of earlier releases do not say whether they ended their operation. Some histories prove it: a state that one operation
 * left is not a final state of that kind. Memory grows only with the number of states.
 */
final class LeftStates {
    private record State(String kind, String state) {}

    private record Closed(long count, UUID first) {}

    private final Findings findings;
    private final Set<State> left = new HashSet<>();
    private final Map<State, Closed> closed = new HashMap<>();

    LeftStates(Findings findings) {
        this.findings = findings;
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
