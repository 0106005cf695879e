package io.spotmanager.workflow.execution;

import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The external calls of one run of a step, and how long it took. */
record StepReport(List<Call> calls, Duration took) {
    /** @param command without secrets */
    record Call(String command, String answer, Duration took) {}

    void describe(ObjectNode detail) {
        detail.put("took_ms", took.toMillis());
        if (!calls.isEmpty()) {
            var list = detail.putArray("calls");
            for (var call : calls) {
                list.addObject()
                        .put("command", call.command())
                        .put("answer", call.answer())
                        .put("took_ms", call.took().toMillis());
            }
        }
    }
}
