package io.spotmanager.workflow.operation;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.AuditEntry;
import io.spotmanager.audit.AuditEvent;
import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.fixture.Moves;
import io.spotmanager.workflow.machine.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class OperationStoreTest {
    private static final UUID ME = UUID.randomUUID();

    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private final OperationStore store = database.store();

    private Operation claimed(String subject) {
        return store.claim(database.accepted(subject), Moves.claimant(ME)).orElseThrow();
    }

    private static Change change(Operation before, String state, NextAction next) {
        var open = !(next instanceof NextAction.End);
        var old = before.progress();
        var after = new Progress(state, open, 0, null, old.facts(), List.of("CANCEL"), old.asked());
        var what = new AuditEvent(
                "worker:me",
                "DONE",
                before.state(),
                state,
                "check",
                1,
                before.lease().fence());
        return new Change(
                before, after, next, AuditEntry.after(before.audit(), before.id(), Instant.now(), what, "{\"a\":1}"));
    }

    private static void set(UUID operation, String assignment) {
        database.jdbc()
                .sql("update operation set %s where id = ?".formatted(assignment))
                .param(operation)
                .update();
    }

    @Test
    void an_unknown_operation_is_neither_found_nor_claimed() {
        assertThat(store.find(UUID.randomUUID())).isEmpty();
        assertThat(store.claim(UUID.randomUUID(), Moves.claimant(ME))).isEmpty();
    }

    @Test
    void a_claim_takes_the_lease_and_each_one_raises_the_fence() {
        var id = database.accepted("gpu-1");

        for (var fence = 1; fence <= 3; fence++) {
            assertThat(store.claim(id, Moves.claimant(ME)))
                    .hasValueSatisfying(operation -> assertThat(operation).isEqualTo(database.read(id)));
            assertThat(database.read(id).lease()).isEqualTo(new Lease(ME, fence));
            set(id, "leased_by = null");
        }
    }

    @Test
    void one_of_fifty_who_claim_at_once_gets_it_whether_they_share_a_process_or_not() throws Exception {
        var id = database.accepted("gpu-1");
        var stores = List.of(store, database.store(), database.store());
        var start = new CyclicBarrier(50);
        var claims = new ArrayList<Future<Optional<Operation>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 50)
                    .forEach(i -> claims.add(threads.submit(() -> {
                        start.await();
                        return stores.get(i % 3).claim(id, Moves.claimant(UUID.randomUUID()));
                    })));
        }
        var winners = new ArrayList<Operation>();
        for (var claim : claims) {
            claim.get(10, SECONDS).ifPresent(winners::add);
        }

        assertThat(winners)
                .singleElement()
                .satisfies(winner -> assertThat(winner.lease().worker())
                        .isEqualTo(database.read(id).lease().worker()));
        assertThat(database.read(id).lease().fence()).isEqualTo(1);
    }

    @Test
    void many_operations_claimed_at_once_by_several_workers_in_any_order_are_each_claimed_once() throws Exception {
        var ids = IntStream.range(0, 60)
                .mapToObj(i -> database.accepted("gpu-" + i))
                .toList();
        var claims = new ArrayList<Future<Optional<Operation>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var worker = 0; worker < 3; worker++) {
                var its = database.store();
                var me = UUID.randomUUID();
                (worker == 1 ? ids.reversed() : ids)
                        .forEach(id -> claims.add(threads.submit(() -> its.claim(id, Moves.claimant(me)))));
            }
        }
        var winners = new ArrayList<UUID>();
        for (var claim : claims) {
            claim.get(10, SECONDS).map(Operation::id).ifPresent(winners::add);
        }

        assertThat(winners).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void what_is_not_due_waits_for_a_person_is_over_or_held_is_not_claimed() {
        var id = database.accepted("gpu-1");

        set(id, "available_at = now() + interval '1 minute'");
        assertThat(store.claim(id, Moves.claimant(ME))).isEmpty();
        set(id, "available_at = 'infinity'");
        assertThat(store.claim(id, Moves.claimant(ME))).isEmpty();
        set(id, "available_at = now(), leased_by = gen_random_uuid()");
        assertThat(store.claim(id, Moves.claimant(ME))).isEmpty();
        set(id, "leased_by = null, open = false, ended_at = now()");
        assertThat(store.claim(id, Moves.claimant(ME))).isEmpty();
        assertThat(database.read(id).lease().fence()).isZero();
    }

    @Test
    void a_change_is_saved_with_its_entry_and_reads_as_it_was_announced() {
        var change = change(claimed("gpu-1"), "CHECKED", new NextAction.KeepLease());

        assertThat(store.save(change)).isEqualTo(SaveResult.SAVED);

        var now = database.read(change.before().id());
        assertThat(now).usingRecursiveComparison().ignoringFields("times").isEqualTo(change.applied());
        assertThat(database.history(now.id())).last().isEqualTo(change.entry());
        assertThat(database.outboxRows(now.id())).isEqualTo(1);
    }

    @Test
    void later_gives_the_lease_back_and_leaves_a_command_for_that_moment() {
        var before = claimed("gpu-1");
        store.save(change(before, "REQUESTED", new NextAction.Later(Duration.ofMinutes(10))));

        var now = database.read(before.id());
        assertThat(now.lease()).isEqualTo(new Lease(null, 1));
        assertThat(now.times().availableAt())
                .isBetween(Instant.now().plusSeconds(590), Instant.now().plusSeconds(610));
        assertThat(now.times().enteredAt()).isEqualTo(before.times().enteredAt());
        assertThat(
                        database.holds(
                                before.id(),
                                "select max(x.available_at) = operation.available_at from outbox x where operation_id = operation.id"))
                .isTrue();
    }

    @Test
    void waiting_for_a_person_has_no_time_and_no_command() {
        var before = claimed("gpu-1");
        store.save(change(before, "NEEDS_OPERATOR", new NextAction.AwaitPerson()));

        assertThat(database.holds(before.id(), "available_at = 'infinity' and leased_by is null"))
                .isTrue();
        assertThat(database.read(before.id()).times().availableAt()).isNull();
        assertThat(database.outboxRows(before.id())).isEqualTo(1);
    }

    @Test
    void the_end_closes_the_operation() {
        var before = claimed("gpu-1");
        store.save(change(before, "SUCCEEDED", new NextAction.End()));

        var now = database.read(before.id());
        assertThat(now.open()).isFalse();
        assertThat(now.lease().worker()).isNull();
        assertThat(now.times().endedAt()).isNotNull();
    }

    @Test
    void a_writer_from_an_earlier_claim_is_fenced_even_if_the_same_worker_holds_it_again() {
        var stale = claimed("gpu-1");
        set(stale.id(), "leased_by = null");
        var current = store.claim(stale.id(), Moves.claimant(ME)).orElseThrow();

        assertThat(store.save(change(stale, "CHECKED", new NextAction.KeepLease())))
                .isEqualTo(SaveResult.FENCED);
        assertThat(database.read(stale.id())).isEqualTo(current);
        assertThat(database.events(stale.id())).containsExactly("ACCEPTED");
    }

    @Test
    void a_writer_whose_lease_was_taken_back_is_fenced() {
        var stale = claimed("gpu-1");
        set(stale.id(), "leased_by = null");

        assertThat(store.save(change(stale, "CHECKED", new NextAction.KeepLease())))
                .isEqualTo(SaveResult.FENCED);
    }

    @Test
    void a_change_decided_before_an_operators_wish_is_superseded_and_the_wish_stays() {
        var before = claimed("gpu-1");
        database.submit(before.id(), Signal.CANCEL);

        assertThat(store.save(change(before, "CHECKED", new NextAction.KeepLease())))
                .isEqualTo(SaveResult.SUPERSEDED);
        assertThat(database.read(before.id()).state()).isEqualTo("REQUESTED");
        assertThat(database.read(before.id()).progress().asked()).isNotNull();
    }

    @Test
    void a_change_is_not_saved_twice() {
        var change = change(claimed("gpu-1"), "CHECKED", new NextAction.KeepLease());

        assertThat(store.save(change)).isEqualTo(SaveResult.SAVED);
        assertThat(store.save(change)).isEqualTo(SaveResult.SUPERSEDED);
        assertThat(database.history(change.before().id())).hasSize(2);
    }

    @Test
    void many_changes_saved_at_once_each_get_their_own_answer() throws Exception {
        var fresh = IntStream.range(0, 30).mapToObj(i -> claimed("gpu-" + i)).toList();
        var stale = IntStream.range(30, 60).mapToObj(i -> claimed("gpu-" + i)).toList();
        stale.forEach(operation -> set(operation.id(), "fence = fence + 1"));
        var saves = new ArrayList<Future<SaveResult>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 30; i++) {
                var good = fresh.get(i);
                var bad = stale.get(i);
                saves.add(threads.submit(() -> store.save(change(good, "CHECKED", new NextAction.KeepLease()))));
                saves.add(threads.submit(() -> store.save(change(bad, "CHECKED", new NextAction.KeepLease()))));
            }
        }

        for (var i = 0; i < saves.size(); i++) {
            assertThat(saves.get(i).get(10, SECONDS)).isEqualTo(i % 2 == 0 ? SaveResult.SAVED : SaveResult.FENCED);
        }
        assertThat(database.verification().verify().findings()).isEmpty();
    }
}
