package io.spotmanager.workflow.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.operation.OperatorActions.Answer;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operator's action does after an operation was put in front of a person because no worker could carry it on. */
@Timeout(60)
class ActionAfterBlockTest {
    private static final String UNREADABLE = "update operation set asked = '{\"signal\": \"TELEPORT\"}'";

    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private final ScriptedMove move = new ScriptedMove();
    private TestWorker worker;
    private UUID operation;

    @BeforeEach
    void a_worker_and_an_accepted_command() {
        worker = TestWorker.started(database, "w1", move.workflow);
        operation = database.accepted("gpu-1");
    }

    private Operation now() {
        return database.read(operation);
    }

    private void isBlockedAfter(String... statements) {
        database.tamper(statements);
        for (var time = 0; time < 2 * TestWorker.SETTINGS.attempts(); time++) {
            database.theTimeComesFor(operation);
            worker.runs(operation);
        }
        assertThat(now().state()).isEqualTo("NEEDS_OPERATOR");
        assertThat(database.events(operation)).endsWith("BLOCKED");
    }

    private void asks(Signal signal) {
        assertThat(database.submit(operation, signal)).isInstanceOf(Answer.Asked.class);
        worker.runs(operation);
    }

    @Test
    void one_that_was_never_validated_is_validated_when_it_is_tried_again() {
        isBlockedAfter(UNREADABLE);

        asks(Signal.RETRY);

        assertThat(move.ran()).startsWith("check");
        assertThat(now().state()).isEqualTo("SUCCEEDED");
        assertThat(now().progress().facts().has("blocked_in")).isFalse();
    }

    @Test
    void one_that_was_never_validated_offers_neither_a_way_back_nor_a_way_past_its_steps() {
        isBlockedAfter(UNREADABLE);

        assertThat(now().progress().actions()).containsExactly("RETRY", "CANCEL");
        assertThat(database.submit(operation, Signal.ROLL_BACK)).isInstanceOf(Answer.NotAllowed.class);
        assertThat(database.submit(operation, Signal.SKIP)).isInstanceOf(Answer.NotAllowed.class);
    }

    @Test
    void one_that_was_never_validated_is_cancelled_without_a_step() {
        isBlockedAfter(UNREADABLE);

        asks(Signal.CANCEL);

        assertThat(move.ran()).isEmpty();
        assertThat(now().state()).isEqualTo("CANCELLED");
    }

    @Test
    void one_that_is_blocked_a_second_time_still_starts_from_its_first_step() {
        isBlockedAfter(UNREADABLE);
        isBlockedAfter(UNREADABLE, "update operation set available_at = now()");

        assertThat(now().progress().actions()).containsExactly("RETRY", "CANCEL");
        asks(Signal.RETRY);

        assertThat(move.ran()).startsWith("check");
        assertThat(now().state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void one_that_was_validated_goes_on_from_where_it_waits() {
        isBlockedAfter("update operation set state = 'REMOVED'", UNREADABLE);

        assertThat(now().progress().actions()).containsExactly("RETRY", "ROLL_BACK", "SKIP", "ADOPT", "CANCEL");
        asks(Signal.ROLL_BACK);

        assertThat(now().state()).isEqualTo("ROLLED_BACK");
        assertThat(now().progress().facts().has("blocked_in")).isFalse();
    }

    @Test
    void a_request_that_nobody_can_decode_is_written_anew_as_it_was_accepted() {
        isBlockedAfter("update operation set request = (repeat('[', 2000) || repeat(']', 2000))::jsonb");

        assertThat(now().command().request().path("host").asString()).isEqualTo("gpu-1");
        assertThat(database.history(operation))
                .last()
                .satisfies(entry -> assertThat(entry.detail()).contains("[[["));
        asks(Signal.RETRY);
        assertThat(now().state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void a_request_with_a_number_that_nobody_can_decode_leaves_the_operation_to_be_cancelled() {
        isBlockedAfter(
                "update operation set request = jsonb_build_object('host', (repeat('9', 2001))::numeric)",
                "update audit_entry set detail = replace(detail::text, '\"gpu-1\"', repeat('9', 2001))::json");

        assertThat(now().progress().actions()).containsExactly("RETRY", "CANCEL");
        asks(Signal.CANCEL);
        assertThat(now().state()).isEqualTo("CANCELLED");
    }
}
