package io.spotmanager.simulation.history;

import io.spotmanager.simulation.engine.PlannedFault;
import io.spotmanager.workflow.machine.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * All that a history depends on.
 *
 * @param hosts with the pools in which they begin
 * @param finishing what operators ask for, one after the other, when nothing goes on any more and an operation waits for a person
 * @param seed decides everything that is left open
 * @param switching probability that another thread goes on at a point
 * @param pause how long a paused process stands still
 */
public record Plan(
        String name,
        Map<String, String> hosts,
        List<Command> commands,
        List<Signal> finishing,
        long seed,
        double switching,
        Duration pause,
        List<PlannedFault> faults) {
    boolean has(Class<? extends Command> type) {
        return commands.stream().anyMatch(type::isInstance);
    }

    public Plan withFaults(List<PlannedFault> other) {
        return new Plan(name, hosts, commands, finishing, seed, switching, pause, List.copyOf(other));
    }

    Plan withCommands(List<Command> other) {
        return new Plan(name, hosts, List.copyOf(other), finishing, seed, switching, pause, faults);
    }

    Plan withFinishing(List<Signal> other) {
        return new Plan(name, hosts, commands, List.copyOf(other), seed, switching, pause, faults);
    }

    Plan withSwitching(double other) {
        return new Plan(name, hosts, commands, finishing, seed, other, pause, faults);
    }

    public Plan withSeed(long other) {
        return new Plan(name, hosts, commands, finishing, other, switching, pause, faults);
    }
}
