package io.spotmanager.workflow.backlog;

import java.util.List;

/**
 * The open operations and the outbox at one moment.
 *
 * @param kinds each kind that some worker has registered, or that an open operation or a command has; also those without any
 */
record Backlog(List<OfState> states, List<OfKind> kinds) {
    /** Open operations of a kind in a state. */
    record OfState(String kind, String state, long open) {}

    /**
     * Open operations and commands of a kind.
     *
     * @param forPerson operations that wait for a person
     * @param unserved operations whose kind and state no live worker knows
     * @param dueAge how long ago the oldest operation became due that no worker has a lease on and that no freeze holds back, in
     *     seconds; 0 if there is none
     * @param commands commands in the outbox, also those that are due later
     * @param outboxAge how long ago the oldest operation became due whose command is still in the outbox, in seconds; 0 if there is
     *     none
     */
    record OfKind(String kind, long forPerson, long unserved, double dueAge, long commands, double outboxAge) {}

    long unserved() {
        return kinds.stream().mapToLong(OfKind::unserved).sum();
    }
}
