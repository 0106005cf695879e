package io.spotmanager.workflow.operation;

import io.spotmanager.workflow.machine.TransitionTable;
import java.util.Collection;
import java.util.UUID;

/**
 * A worker that claims operations.
 *
 * @param kind the worker's workflow; operations of other kinds are not claimed
 * @param states the states in the worker's transition table; an operation in another state is left to a worker that knows it
 * @param rests the states in which an operation that has not begun rests during a freeze
 * @param reads those of them whose step changes nothing
 */
public record Claimant(
        UUID worker, String kind, Collection<String> states, Collection<String> rests, Collection<String> reads) {
    public static Claimant of(UUID worker, TransitionTable table) {
        return new Claimant(worker, table.workflow(), table.states(), table.rests(), table.reads());
    }
}
