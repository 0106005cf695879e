package io.spotmanager.workflow.operation;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.trace.TraceContext;
import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.operation.OperatorActions.Answer;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class OperatorActionsTest {
    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    @Test
    void an_allowed_action_is_on_record_and_the_operation_becomes_due_with_a_command() {
        var trace = TraceContext.fresh(new SplittableRandom(1));
        var wanted = KernelDatabase.command("gpu-1");
        var accepted = (SubmissionResult.Accepted)
                database.intake().accept(new NewOperation(wanted.id(), wanted.command(), wanted.start(), null, trace));
        var id = accepted.operationId();
        database.jdbc().sql("update operation set available_at = 'infinity'").update();

        var answer = database.submit(id, Signal.CANCEL);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Asked.class, asked -> assertThat(asked.command()).isEqualTo(accepted.command()));
        assertThat(database.read(id).progress().asked())
                .isEqualTo(new OperatorRequest(Signal.CANCEL, "olga", "I looked"));
        assertThat(database.read(id).state()).isEqualTo("REQUESTED");
        assertThat(database.holds(id, "available_at <= now()")).isTrue();
        assertThat(database.outboxRows(id)).isEqualTo(2);
        assertThat(database.history(id)).last().satisfies(entry -> {
            assertThat(entry.what().event()).isEqualTo("ASKED_CANCEL");
            assertThat(entry.what().actor()).isEqualTo("olga");
            assertThat(entry.detail()).isEqualTo("{\"reason\":\"I looked\"}");
        });
        assertThat(database.verification().verify().findings()).isEmpty();
    }

    @Test
    void an_action_that_the_state_does_not_offer_is_not_allowed_and_leaves_no_trace() {
        var id = database.accepted("gpu-1");

        assertThat(database.submit(id, Signal.ADOPT)).isEqualTo(new Answer.NotAllowed(database.read(id)));
        assertThat(database.submit(id, Signal.DONE)).isEqualTo(new Answer.NotAllowed(database.read(id)));
        assertThat(database.events(id)).containsExactly("ACCEPTED");
    }

    @Test
    void an_operation_that_is_over_takes_no_action() {
        var id = database.accepted("gpu-1");
        database.jdbc()
                .sql("update operation set open = false, ended_at = now()")
                .update();

        assertThat(database.submit(id, Signal.CANCEL)).isInstanceOf(Answer.NotAllowed.class);
    }

    @Test
    void an_unknown_operation_is_unknown() {
        assertThat(database.submit(UUID.randomUUID(), Signal.CANCEL)).isEqualTo(new Answer.Unknown());
    }

    @Test
    void while_one_action_waits_no_second_one_is_taken() {
        var id = database.accepted("gpu-1");
        database.submit(id, Signal.CANCEL);

        assertThat(database.submit(id, Signal.CANCEL)).isInstanceOf(Answer.NotAllowed.class);
        assertThat(database.events(id)).containsExactly("ACCEPTED", "ASKED_CANCEL");
    }

    @Test
    void of_many_operators_at_once_one_is_heard() throws Exception {
        var id = database.accepted("gpu-1");
        var answers = new ArrayList<Future<Answer>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 20).forEach(i -> answers.add(threads.submit(() -> database.submit(id, Signal.CANCEL))));
        }
        var heard = 0;
        for (var answer : answers) {
            heard += answer.get(10, SECONDS) instanceof Answer.Asked ? 1 : 0;
        }

        assertThat(heard).isEqualTo(1);
        assertThat(database.events(id)).containsExactly("ACCEPTED", "ASKED_CANCEL");
        assertThat(database.verification().verify().findings()).isEmpty();
    }
}
