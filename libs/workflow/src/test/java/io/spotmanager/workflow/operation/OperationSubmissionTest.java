package io.spotmanager.workflow.operation;

import static io.spotmanager.workflow.fixture.KernelDatabase.command;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.audit.Json;
import io.spotmanager.workflow.fixture.InterceptedDatabase;
import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.operation.NewOperation.Idempotency;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@Timeout(30)
class OperationSubmissionTest {
    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private final OperationSubmission intake = database.intake();

    private static long rowsOf(String table) {
        return database.jdbc()
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }

    /** Every caller has its own gateway or shares one, as the test likes; all start at once. */
    private static List<SubmissionResult> atOnce(int callers, Function<Integer, Callable<SubmissionResult>> caller)
            throws Exception {
        var start = new CyclicBarrier(callers);
        try (var threads = Executors.newFixedThreadPool(callers)) {
            var work = IntStream.range(0, callers)
                    .mapToObj(caller::apply)
                    .map(accept -> threads.submit(() -> {
                        start.await();
                        return accept.call();
                    }))
                    .toList();
            var answers = new ArrayList<SubmissionResult>();
            for (var one : work) {
                answers.add(one.get(20, SECONDS));
            }
            return answers;
        }
    }

    private static <T extends SubmissionResult> List<T> only(Class<T> type, List<SubmissionResult> answers) {
        return answers.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Test
    void an_accepted_command_is_on_record_with_its_first_entry_and_a_command_for_later() {
        var wanted = command("gpu-1", new Idempotency("k1", "h1"));

        var answer = intake.accept(wanted);

        assertThat(answer).isInstanceOf(SubmissionResult.Accepted.class);
        var operation = database.read(wanted.id());
        assertThat(operation.state()).isEqualTo("REQUESTED");
        assertThat(operation.open()).isTrue();
        assertThat(operation.command()).isEqualTo(wanted.command());
        assertThat(operation.progress().actions()).containsExactly("CANCEL");
        assertThat(operation.lease()).isEqualTo(new Lease(null, 0));
        assertThat(database.history(wanted.id())).singleElement().satisfies(entry -> {
            assertThat(entry.what().event()).isEqualTo("ACCEPTED");
            assertThat(entry.what().actor()).isEqualTo("ann");
            assertThat(entry.hash()).isEqualTo(operation.audit().hash());
            assertThat(Json.MAPPER.readTree(entry.detail()).path("request"))
                    .isEqualTo(wanted.command().request());
        });
        assertThat(database.outboxRows(wanted.id())).isEqualTo(1);
        assertThat(rowsOf("idempotency_key")).isEqualTo(1);
        assertThat(database.verification().verify().whole()).isTrue();
    }

    @Test
    void a_second_command_for_the_same_subject_is_told_which_one_is_open() {
        var first = database.accepted("gpu-1");

        assertThat(intake.accept(command("gpu-1")))
                .isEqualTo(new SubmissionResult.SubjectBusy(first, "move", "REQUESTED"));
        assertThat(rowsOf("operation")).isEqualTo(1);
        assertThat(rowsOf("audit_entry")).isEqualTo(1);
        assertThat(rowsOf("outbox")).isEqualTo(1);
    }

    @Test
    void a_subject_is_free_again_once_its_operation_has_ended() {
        var first = database.accepted("gpu-1");
        database.jdbc()
                .sql("update operation set open = false, ended_at = now() where id = ?")
                .param(first)
                .update();

        assertThat(intake.accept(command("gpu-1"))).isInstanceOf(SubmissionResult.Accepted.class);
    }

    @Test
    void the_same_key_with_the_same_request_is_answered_with_the_same_operation() {
        var first = command("gpu-1", new Idempotency("k1", "h1"));
        intake.accept(first);

        assertThat(intake.accept(command("gpu-1", new Idempotency("k1", "h1"))))
                .isEqualTo(new SubmissionResult.Replayed(first.id(), WorkflowStart.UNDESCRIBED.state()));
    }

    @Test
    void the_same_key_with_another_request_is_refused() {
        var first = command("gpu-1", new Idempotency("k1", "h1"));
        intake.accept(first);

        assertThat(intake.accept(command("gpu-2", new Idempotency("k1", "h2"))))
                .isEqualTo(new SubmissionResult.KeyReused(first.id()));
        assertThat(rowsOf("operation")).isEqualTo(1);
    }

    @Test
    void keys_of_two_requesters_do_not_meet() {
        intake.accept(command("gpu-1", new Idempotency("k1", "h1")));
        var bobs = command("gpu-2").command();
        var bob = new Command(bobs.kind(), bobs.subject(), bobs.request(), "bob", null, null);

        assertThat(intake.accept(new NewOperation(UUID.randomUUID(), bob, List.of(), new Idempotency("k1", "h2"))))
                .isInstanceOf(SubmissionResult.Accepted.class);
    }

    @Test
    void a_refused_command_does_not_use_up_its_key() {
        database.accepted("gpu-1");
        intake.accept(command("gpu-1", new Idempotency("k1", "h1")));

        assertThat(intake.accept(command("gpu-2", new Idempotency("k1", "h2"))))
                .isInstanceOf(SubmissionResult.Accepted.class);
    }

    @Test
    void the_same_command_sent_many_times_at_once_under_one_key_makes_one_operation_and_all_are_told_its_id()
            throws Exception {
        for (var round = 0; round < 5; round++) {
            var subject = "gpu-" + round;
            var key = new Idempotency("k" + round, "h");
            var other = database.intake();

            var answers = atOnce(24, caller -> () -> (caller % 2 == 0 ? intake : other).accept(command(subject, key)));

            var accepted = only(SubmissionResult.Accepted.class, answers);
            assertThat(accepted).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> !(answer instanceof SubmissionResult.Accepted))
                    .containsOnly(new SubmissionResult.Replayed(
                            accepted.getFirst().operationId(), WorkflowStart.UNDESCRIBED.state()));
        }
    }

    @Test
    void one_key_for_many_subjects_at_once_makes_one_operation() throws Exception {
        var key = new Idempotency("k1", "h");

        var answers = atOnce(24, caller -> () -> intake.accept(command("gpu-" + caller, key)));

        assertThat(only(SubmissionResult.Accepted.class, answers)).hasSize(1);
        assertThat(only(SubmissionResult.Replayed.class, answers)).hasSize(23);
        assertThat(rowsOf("operation")).isEqualTo(1);
    }

    @Test
    void many_commands_for_one_subject_at_once_make_one_operation_and_the_rest_are_told_its_id() throws Exception {
        var other = database.intake();

        var answers = atOnce(24, caller -> () -> (caller % 2 == 0 ? intake : other).accept(command("gpu-1")));

        var accepted = only(SubmissionResult.Accepted.class, answers);
        assertThat(accepted).hasSize(1);
        assertThat(only(SubmissionResult.SubjectBusy.class, answers))
                .hasSize(23)
                .allMatch(busy ->
                        busy.openOperationId().equals(accepted.getFirst().operationId()));
    }

    @Test
    void many_commands_for_many_subjects_at_once_are_all_on_record() throws Exception {
        var answers = atOnce(24, caller -> () -> intake.accept(command("gpu-" + caller)));

        assertThat(only(SubmissionResult.Accepted.class, answers)).hasSize(24);
        assertThat(rowsOf("operation")).isEqualTo(24);
        assertThat(rowsOf("audit_entry")).isEqualTo(24);
        assertThat(rowsOf("outbox")).isEqualTo(24);
        assertThat(database.verification().verify().whole()).isTrue();
    }

    @Test
    void when_one_part_cannot_be_written_nothing_is() {
        database.jdbc()
                .sql("alter table outbox add constraint full_up check (false) not valid")
                .update();
        try {
            assertThatThrownBy(() -> intake.accept(command("gpu-1", new Idempotency("k1", "h1"))))
                    .isInstanceOf(DataAccessException.class);
        } finally {
            database.jdbc().sql("alter table outbox drop constraint full_up").update();
        }

        assertThat(rowsOf("operation")).isZero();
        assertThat(rowsOf("audit_entry")).isZero();
        assertThat(rowsOf("idempotency_key")).isZero();
    }

    @Test
    void a_lost_answer_is_told_as_such_and_the_same_key_finds_the_operation_afterwards() {
        var shaky = new InterceptedDatabase(database.source());
        var gateway = new OperationSubmission(JdbcClient.create(shaky), InstantSource.system());
        var wanted = command("gpu-1", new Idempotency("k1", "h1"));
        shaky.losesTheAnswerOnceTo("insert into operation");

        assertThatThrownBy(() -> gateway.accept(wanted)).isInstanceOf(DataAccessException.class);

        assertThat(gateway.accept(command("gpu-1", new Idempotency("k1", "h1"))))
                .isEqualTo(new SubmissionResult.Replayed(wanted.id(), WorkflowStart.UNDESCRIBED.state()));
    }
}
