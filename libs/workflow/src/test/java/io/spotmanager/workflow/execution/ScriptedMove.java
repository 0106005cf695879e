package io.spotmanager.workflow.execution;

import io.spotmanager.workflow.fixture.Moves;
import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.StepContext;
import io.spotmanager.workflow.step.StepOutcome;
import io.spotmanager.workflow.step.Workflow;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The small workflow with steps that do what a test wrote for them, and are done when it wrote nothing more. */
final class ScriptedMove {
    private final Map<String, ConcurrentLinkedQueue<Step>> scripts = new ConcurrentHashMap<>();
    private final List<String> ran = new CopyOnWriteArrayList<>();

    final Workflow workflow = new Workflow(
            Moves.TABLE,
            Stream.of("check", "remove", "add", "verify", "restore")
                    .collect(Collectors.toMap(name -> name, name -> context -> run(name, context))));

    /** What the next runs of the step do, one after the other. */
    ScriptedMove next(String step, Step... runs) {
        scripts.computeIfAbsent(step, name -> new ConcurrentLinkedQueue<>()).addAll(List.of(runs));
        return this;
    }

    ScriptedMove next(String step, StepOutcome outcome) {
        return next(step, context -> outcome);
    }

    /** The steps that were started so far. */
    List<String> ran() {
        return ran;
    }

    private StepOutcome run(String name, StepContext context) {
        ran.add(name);
        var script = scripts.get(name);
        var step = script == null ? null : script.poll();
        return step == null ? new StepOutcome.Done() : step.run(context);
    }
}
