package io.spotmanager.workflow.execution;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.spotmanager.workflow.operation.Change;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The metrics of the steps and the ends of one workflow's operations in this process. */
final class ExecutionMeters {
    private static final Duration[] STEPS = {
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(20)
    };
    private static final Duration[] OPERATIONS = {
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Duration.ofMinutes(10),
        Duration.ofHours(1)
    };

    private final MeterRegistry registry;
    private final String workflow;
    private final Counter fenceRefusals;

    ExecutionMeters(MeterRegistry registry, String workflow) {
        this.registry = registry;
        this.workflow = workflow;
        this.fenceRefusals = fenceRefusals(registry, workflow);
    }

    private static Counter fenceRefusals(MeterRegistry registry, String workflow) {
        return Counter.builder("spot.fence.refusals")
                .description("executions that ended because another worker has the operation")
                .tag("workflow", workflow)
                .register(registry);
    }

    void fenceRefused() {
        fenceRefusals.increment();
    }

    /** @param event what the step's outcome means, by its name in the history */
    void stepDecided(String step, String event) {
        registry.counter("spot.steps", "workflow", workflow, "step", step, "event", event)
                .increment();
    }

    void stepTook(String step, long nanos) {
        Timer.builder("spot.step")
                .description("one run of a step, with its calls")
                .tags("workflow", workflow, "step", step)
                .serviceLevelObjectives(STEPS)
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Notes the end of an operation; does nothing for a change that ends none. */
    void saved(Change change) {
        if (change.before().open() && !change.after().open()) {
            Timer.builder("spot.operation")
                    .description("from the acceptance of an operation to its end")
                    .tags("workflow", workflow, "state", change.after().state())
                    .serviceLevelObjectives(OPERATIONS)
                    .register(registry)
                    .record(Duration.between(
                            change.before().times().createdAt(), change.entry().at()));
        }
    }
}
