package io.spotmanager.workflow.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.collector.CollectedSpan;
import io.spotmanager.collector.SpansInMemory;
import io.spotmanager.domain.trace.Span;
import io.spotmanager.domain.trace.SpanKind;
import io.spotmanager.domain.trace.TraceContext;
import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.step.StepOutcome.Retry;
import io.spotmanager.workflow.step.StepOutcome.WaitUntil;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The steps of an operation belong to the trace of its row, whatever brought the command. */
@Timeout(30)
class TracedExecutionTest {
    private static final TraceContext ROW =
            new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null);
    private static final TraceContext ANOTHER =
            new TraceContext("00-11111111111111111111111111111111-2222222222222222-01", null);

    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private final ScriptedMove move = new ScriptedMove();
    private final SpansInMemory traces = new SpansInMemory();
    private TestWorker worker;
    private UUID operation;

    @BeforeEach
    void a_worker_and_an_accepted_command() {
        worker = TestWorker.traced(database, "w1", move.workflow, traces);
        operation = database.accepted("gpu-1");
        database.jdbc()
                .sql("update operation set traceparent = ? where id = ?")
                .params(ROW.traceparent(), operation)
                .update();
    }

    private void runsBelow(TraceContext message) {
        traces.begin(SpanKind.CONSUMER, "process", message).run(() -> {
            worker.runs(operation);
            return operation;
        });
    }

    @Test
    void steps_are_below_the_message_that_brought_the_command_and_its_span_ends_with_the_claim() {
        runsBelow(ROW);

        assertThat(traces.spans())
                .extracting(CollectedSpan::name)
                .containsExactly("process", "step check", "step remove", "step add", "step verify");
        assertThat(traces.spans().subList(1, 5)).allMatch(step -> step.isBelow(traces.the("process")));
        var add = traces.the("step add");
        assertThat(add.kind()).isEqualTo("INTERNAL");
        assertThat(add.failed()).isFalse();
        assertThat(add.attributes())
                .containsEntry("spot.operation", operation.toString())
                .containsEntry("spot.host", "gpu-1")
                .containsEntry("spot.workflow", "move")
                .containsEntry("spot.step", "add")
                .containsEntry("spot.state", "REMOVED")
                .containsEntry("spot.attempt", "1")
                .containsEntry("spot.event", "DONE")
                .hasSize(7);
    }

    @Test
    void a_message_of_another_trace_takes_nothing_out_of_that_of_the_row() {
        runsBelow(ANOTHER);

        assertThat(traces.the("step verify").trace()).isEqualTo(ROW.traceId());
        assertThat(traces.the("step verify").parent()).isEqualTo("b7ad6b7169203331");
    }

    @Test
    void without_a_message_steps_are_below_what_the_row_says() {
        worker.runs(operation);

        assertThat(traces.spans()).hasSize(4).allMatch(step -> step.parent().equals("b7ad6b7169203331"));
    }

    @Test
    void an_operation_without_a_trace_begins_none() {
        database.jdbc().sql("update operation set traceparent = null").update();

        worker.runs(operation);

        assertThat(move.ran()).hasSize(4);
        assertThat(traces.spans()).isEmpty();
    }

    @Test
    void each_attempt_is_a_span_and_says_what_came_of_it() {
        move.next("check", new Retry("no answer"));
        worker.runs(operation);
        database.theTimeComesFor(operation);
        move.next("check", new WaitUntil(Instant.now().plusSeconds(60), "busy"));
        worker.runs(operation);

        assertThat(traces.spans())
                .extracting(
                        span -> span.attribute("spot.attempt"),
                        span -> span.attribute("spot.event"),
                        CollectedSpan::failed)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("1", "RETRY", true),
                        org.assertj.core.api.Assertions.tuple("2", "WAITING", false));
    }

    @Test
    void a_step_works_in_its_span_so_that_calls_are_below_it() {
        move.next("remove", context -> {
            Span.current().child(SpanKind.CLIENT, "POST").end();
            return new io.spotmanager.workflow.step.StepOutcome.Done();
        });

        worker.runs(operation);

        assertThat(traces.the("POST").isBelow(traces.the("step remove"))).isTrue();
        assertThat(Span.current()).isSameAs(Span.NONE);
    }
}
