package io.spotmanager.workflow.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.spotmanager.domain.trace.TraceContext;
import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.messaging.CommandMessage;
import io.spotmanager.workflow.operation.NewOperation;
import io.spotmanager.workflow.operation.SubmissionResult;
import io.spotmanager.workflow.operation.WorkflowStart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class OutboxTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private Outbox outbox;

    @BeforeEach
    void an_empty_outbox() {
        outbox = new Outbox(database.jdbc());
    }

    private static void commands(int count, String when) {
        database.jdbc()
                .sql("insert into outbox (operation_id, route, available_at) select gen_random_uuid(), 'move', "
                        + when.replace("#", "i") + " from generate_series(1, ?) i")
                .param(count)
                .update();
    }

    private static List<Long> ids(List<Outbox.PendingCommand> commands) {
        return commands.stream().map(Outbox.PendingCommand::id).toList();
    }

    @Test
    void what_is_due_is_taken_with_all_it_says_and_what_is_for_later_is_not() {
        commands(1, "now() + interval '1 hour'");
        var operation = UUID.randomUUID();
        database.jdbc()
                .sql("insert into outbox (operation_id, route, available_at) values (?, 'launch', now())")
                .param(operation)
                .update();

        assertThat(outbox.takeDue(10, LONG)).singleElement().satisfies(command -> {
            assertThat(command.message()).isEqualTo(CommandMessage.of(operation));
            assertThat(command.route()).isEqualTo("launch");
        });
    }

    @Test
    void the_message_of_a_command_is_read_from_the_row_of_its_operation_and_is_that_of_its_acceptance() {
        var wanted = KernelDatabase.command("gpu-1");
        var start = new WorkflowStart("REQUESTED", List.of(), 3);
        var trace = TraceContext.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "a=1");
        var accepted = (SubmissionResult.Accepted) database.intake()
                .accept(new NewOperation(wanted.id(), wanted.command(), start, null, trace.orElseThrow()));
        database.jdbc().sql("update outbox set available_at = now()").update();

        assertThat(outbox.takeDue(10, LONG)).singleElement().satisfies(command -> {
            assertThat(command.id()).isEqualTo(accepted.outboxId());
            assertThat(command.message()).isEqualTo(CommandMessage.of(accepted.command()));
            assertThat(command.message().acceptedAt())
                    .isEqualTo(database.read(wanted.id()).times().createdAt());
        });
    }

    @Test
    void what_the_row_of_an_operation_cannot_tell_is_left_out_and_holds_up_no_other() {
        var large = database.accepted("gpu-1");
        var deep = database.accepted("gpu-2");
        var odd = database.accepted("gpu-3");
        var sound = database.accepted("gpu-4");
        become(large, "request = jsonb_build_object('note', repeat('x', 5000))");
        become(deep, "request = (repeat('[', 1500) || repeat(']', 1500))::jsonb");
        become(odd, "traceparent = repeat('0', 200000), tracestate = 'x'");
        database.jdbc().sql("update outbox set available_at = now()").update();

        assertThat(outbox.takeDue(10, LONG))
                .extracting(Outbox.PendingCommand::message)
                .extracting(
                        CommandMessage::operationId, CommandMessage::requestOmitted, message -> message.traceparent())
                .containsExactlyInAnyOrder(
                        tuple(large, true, null),
                        tuple(deep, true, null),
                        tuple(odd, null, null),
                        tuple(sound, null, null));
    }

    @Test
    void what_was_taken_is_hidden_and_comes_up_again_unless_it_was_removed() {
        commands(2, "now()");
        var taken = ids(outbox.takeDue(10, LONG));
        assertThat(taken).hasSize(2);
        assertThat(outbox.takeDue(10, LONG)).isEmpty();

        outbox.remove(taken.subList(0, 1));
        database.jdbc().sql("update outbox set available_at = now()").update();

        assertThat(ids(outbox.takeDue(10, LONG))).containsExactly(taken.get(1));
        assertThat(outbox.size()).isEqualTo(1);
    }

    @Test
    void the_oldest_are_taken_first_and_no_more_than_asked() {
        commands(3_000, "now() - # * interval '1 second'"); // the last one is the oldest
        database.jdbc().sql("analyze outbox").update();

        assertThat(outbox.takeDue(7, LONG)).hasSize(7).allMatch(command -> command.id() > 0);
        assertThat(database.jdbc()
                        .sql("select min(id) from outbox where available_at > now()")
                        .query(Long.class)
                        .single())
                .isEqualTo(database.jdbc()
                        .sql("select max(id) - 6 from outbox")
                        .query(Long.class)
                        .single());
    }

    @Test
    void relays_at_work_side_by_side_never_take_the_same_command() throws Exception {
        commands(2_000, "now()");
        var start = new CyclicBarrier(4);
        var taken = new ArrayList<Long>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var relay : threads.invokeAll(IntStream.range(0, 4)
                    .mapToObj(i -> (Callable<List<Long>>) () -> {
                        var its = new Outbox(database.jdbc());
                        var mine = new ArrayList<Long>();
                        start.await();
                        List<Long> some;
                        do {
                            some = ids(its.takeDue(50, LONG));
                            mine.addAll(some);
                        } while (!some.isEmpty());
                        return mine;
                    })
                    .toList())) {
                taken.addAll(relay.get(20, SECONDS));
            }
        }

        assertThat(taken).hasSize(2_000).doesNotHaveDuplicates();
    }

    @Test
    void for_an_empty_broker_each_operation_that_waits_for_a_worker_is_dispatched_again_at_its_time_and_no_other() {
        var lost = database.accepted("gpu-1");
        var later = database.accepted("gpu-2");
        var held = database.accepted("gpu-3");
        var forAPerson = database.accepted("gpu-4");
        var over = database.accepted("gpu-5");
        database.jdbc().sql("delete from outbox").update();
        var stillThere = database.accepted("gpu-6");
        become(later, "available_at = now() + interval '1 hour'");
        become(held, "leased_by = gen_random_uuid()");
        become(forAPerson, "available_at = 'infinity'");
        become(over, "open = false, ended_at = now()");

        assertThat(outbox.refill()).isEqualTo(2);

        assertThat(dispatched("available_at <= now()")).contains(lost).doesNotContain(later);
        assertThat(dispatched("true")).containsExactlyInAnyOrder(lost, later, stillThere);
    }

    @Test
    void what_was_dispatched_for_an_empty_broker_is_no_stray_to_the_next_sweep() {
        var lost = database.accepted("gpu-1");
        database.jdbc().sql("delete from outbox").update();
        become(lost, "nudged_at = now() - interval '1 hour'");

        outbox.refill();

        assertThat(database.jdbc()
                        .sql("select nudged_at > now() - interval '1 minute' from operation where id = ?")
                        .param(lost)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private static List<@Nullable UUID> dispatched(String when) {
        return database.jdbc()
                .sql("select operation_id from outbox where " + when)
                .query(UUID.class)
                .list();
    }

    private static void become(UUID operation, String change) {
        database.jdbc()
                .sql("update operation set %s where id = ?".formatted(change))
                .param(operation)
                .update();
    }

    @Test
    void removing_nothing_or_what_is_gone_does_nothing() {
        commands(1, "now()");

        outbox.remove(List.of());
        outbox.remove(List.of(-1L, -2L));

        assertThat(outbox.size()).isEqualTo(1);
    }
}
