package io.spotmanager.simulation.history;

import io.spotmanager.simulation.engine.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A history as people read it: who did what when, what went wrong, and what does not hold at its end. */
public final class Picture {
    private Picture() {}

    public static String of(Outcome outcome) {
        var plan = outcome.plan();
        var lines = new ArrayList<String>();
        lines.add("%s, seed %d".formatted(plan.name(), plan.seed()));
        plan.hosts().forEach((host, pool) -> lines.add("  %s begins in %s".formatted(host, pool)));
        plan.commands().forEach(command -> lines.add("  wanted: " + command));
        plan.faults().forEach(fault -> lines.add("  fault: " + fault));
        lines.addAll(told(outcome.events()));
        outcome.operations().forEach(operation -> lines.add("  in the end: " + operation));
        outcome.violations().forEach(violation -> lines.add("  VIOLATED: " + violation));
        return String.join("\n", lines);
    }

    /** Leaves out what goes on all the time, unless something went wrong there. */
    private static List<String> told(List<Event> events) {
        return events.stream()
                .filter(event -> event.fault() != null || isWorthTelling(event))
                .map(Event::toString)
                .collect(Collectors.toList());
    }

    private static boolean isWorthTelling(Event event) {
        var routine = event.who().endsWith("sweep")
                || event.who().endsWith("relay")
                || event.who().endsWith("heartbeat")
                || event.who().endsWith("start")
                || event.who().endsWith("outbox clean-up");
        var before = event.what().endsWith("_BEFORE]")
                || event.what().endsWith("[CALL_DONE]")
                || event.what().endsWith("[PUBLISH_AFTER]");
        return !routine
                && !before
                && !event.what().contains("begin")
                && !event.what().contains("earlier");
    }
}
