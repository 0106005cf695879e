package io.spotmanager.simulation.history;

import io.spotmanager.simulation.engine.Event;
import io.spotmanager.simulation.engine.PlannedFault;
import io.spotmanager.simulation.engine.Point;
import java.util.List;

/**
 * What a history came to.
 *
 * @param plan with the faults that happened, so that it gives the same history again
 * @param violations sentences about what does not hold at its end; empty if all is well
 * @param operations how each operation ended
 * @param waiting whether an operation waits for a person
 */
public record Outcome(
        Plan plan,
        List<String> violations,
        List<Point> points,
        List<Event> events,
        List<String> operations,
        boolean waiting) {
    public List<PlannedFault> injected() {
        return plan.faults();
    }
}
