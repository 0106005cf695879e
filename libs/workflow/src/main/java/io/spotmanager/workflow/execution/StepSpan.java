package io.spotmanager.workflow.execution;

import io.spotmanager.domain.trace.Span;
import io.spotmanager.domain.trace.SpanKind;
import io.spotmanager.domain.trace.TraceAttribute;
import io.spotmanager.workflow.operation.Operation;
import java.util.function.Supplier;

/** One run of a step in the trace of its operation. */
final class StepSpan {
    private StepSpan() {}

    /** @param work the run, and what it means for the operation */
    static StepDecision around(String workflow, String step, Operation before, Supplier<StepDecision> work) {
        var execution = Span.current();
        if (!execution.isTraced()) {
            return work.get();
        }
        var span = execution
                .child(SpanKind.INTERNAL, "step " + step)
                .with(TraceAttribute.OPERATION, before.id().toString())
                .with(TraceAttribute.HOST, before.command().subject())
                .with(TraceAttribute.WORKFLOW, workflow)
                .with(TraceAttribute.STEP, step)
                .with(TraceAttribute.STATE, before.state())
                .with(TraceAttribute.ATTEMPT, before.progress().attempt() + 1L);
        return span.run(() -> {
            var verdict = work.get();
            span.with(TraceAttribute.EVENT, verdict.event());
            if (verdict.isFailure()) {
                span.failed(verdict.event());
            }
            return verdict;
        });
    }
}
