package io.spotmanager.system.harness;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An operation as the API shows it, with its history. */
public record OperationView(
        UUID id,
        String host,
        String state,
        boolean open,
        @Nullable String cause,
        List<String> actions,
        List<Entry> steps) {
    /** One entry of the history. */
    public record Entry(
            int seq,
            String actor,
            String event,
            @Nullable String fromState,
            String toState,
            @Nullable String step,
            long fence,
            JsonNode detail) {
        boolean isTransition() {
            return !toState.equals(fromState);
        }
    }

    public boolean over() {
        return !open;
    }

    public boolean waitsForOperator() {
        return state.equals("NEEDS_OPERATOR");
    }

    /** Returns its states in order. */
    public List<String> path() {
        return steps.stream().filter(Entry::isTransition).map(Entry::toState).toList();
    }

    public List<Long> fences() {
        return steps.stream().map(Entry::fence).filter(fence -> fence > 0).toList();
    }

    /** Returns the worker that wrote the latest entry. */
    public String latestWorker() {
        return steps.getLast().actor().replace("worker:", "");
    }

    /** Returns the commands of the calls of a step, in order. */
    public List<String> commandsOf(String step) {
        return steps.stream()
                .filter(entry -> step.equals(entry.step()))
                .flatMap(OperationView::commands)
                .toList();
    }

    /** Returns the commands of all calls, in order. */
    public List<String> commands() {
        return steps.stream().flatMap(OperationView::commands).toList();
    }

    private static Stream<String> commands(Entry entry) {
        return entry.detail()
                .path("calls")
                .valueStream()
                .map(call -> call.path("command").asString());
    }

    /** Returns the number of calls with those words. */
    public long calls(String words) {
        return commands().stream().filter(command -> command.contains(words)).count();
    }

    /** Returns the history as text for the message of a failing test. */
    public String story() {
        var story = new StringBuilder();
        for (var step : steps) {
            story.append("%n%d %s %s: %s -> %s (fence %d) %s"
                    .formatted(
                            step.seq(),
                            step.actor(),
                            step.event(),
                            step.fromState(),
                            step.toState(),
                            step.fence(),
                            step.detail()));
        }
        return story.toString();
    }
}
