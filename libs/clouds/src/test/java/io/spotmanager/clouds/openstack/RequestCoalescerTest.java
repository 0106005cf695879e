package io.spotmanager.clouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.domain.call.CloudResult;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RequestCoalescerTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void callers_one_after_another_read_each_for_themselves() {
        var requests = new AtomicInteger();
        var shared = new RequestCoalescer<>(() -> new CloudResult.Ok<>(requests.incrementAndGet()), LONG);
        assertThat(List.of(shared.get(), shared.get()))
                .containsExactly(new CloudResult.Ok<>(1), new CloudResult.Ok<>(2));
    }

    @Test
    void who_comes_while_a_request_is_under_way_shares_the_next_one_and_never_sees_that_one() throws Exception {
        var cloud = new SlowCloud(LONG);
        var first = cloud.asked();
        var request = cloud.receives();
        var others = List.of(cloud.askedAndWaiting(), cloud.askedAndWaiting(), cloud.askedAndWaiting());
        request.complete(new CloudResult.Ok<>("before"));
        assertThat(first.get()).isEqualTo(new CloudResult.Ok<>("before"));
        cloud.receives().complete(new CloudResult.Ok<>("after"));
        for (var other : others) {
            assertThat(other.get()).isEqualTo(new CloudResult.Ok<>("after"));
        }
        assertThat(cloud.requests).isEmpty();
    }

    @Test
    void a_failure_is_shared_as_well_and_the_next_caller_asks_anew() throws Exception {
        var cloud = new SlowCloud(LONG);
        var first = cloud.asked();
        var request = cloud.receives();
        var second = cloud.askedAndWaiting();
        request.complete(new CloudResult.Indeterminate<>("503"));
        assertThat(first.get()).isEqualTo(new CloudResult.Indeterminate<>("503"));
        cloud.receives().complete(new CloudResult.Ok<>("again"));
        assertThat(second.get()).isEqualTo(new CloudResult.Ok<>("again"));
    }

    @Test
    void a_request_whose_answer_does_not_come_holds_up_the_next_one_for_a_moment_only() throws Exception {
        var cloud = new SlowCloud(SHORT);
        var first = cloud.asked();
        var lost = cloud.receives();
        var second = cloud.asked();
        cloud.receives().complete(new CloudResult.Ok<>("here"));
        assertThat(second.get()).isEqualTo(new CloudResult.Ok<>("here"));
        assertThat(first.isDone()).isFalse();
        lost.complete(new CloudResult.Indeterminate<>("no answer"));
        assertThat(first.get()).isEqualTo(new CloudResult.Indeterminate<>("no answer"));
    }

    @Test
    void a_caller_who_is_interrupted_while_another_one_reads_has_asked_nothing() throws Exception {
        var cloud = new SlowCloud(LONG);
        var first = cloud.asked();
        var request = cloud.receives();
        var leader = cloud.askedAndWaiting();
        var follower = new AtomicReference<Thread>();
        var following = cloud.askedAndWaiting(follower);
        follower.get().interrupt();
        assertThat(following.get()).isInstanceOf(CloudResult.NotSent.class);
        request.complete(new CloudResult.Ok<>("one"));
        cloud.receives().complete(new CloudResult.Ok<>("two"));
        assertThat(List.of(first.get(), leader.get()))
                .containsExactly(new CloudResult.Ok<>("one"), new CloudResult.Ok<>("two"));
    }

    @Test
    void who_is_to_read_for_all_does_so_even_if_interrupted_and_stays_interrupted() throws Exception {
        var cloud = new SlowCloud(LONG);
        var first = cloud.asked();
        var request = cloud.receives();
        var leader = new AtomicReference<Thread>();
        var stayed = new CompletableFuture<Boolean>();
        var leading = threads.submit(() -> {
            leader.set(Thread.currentThread());
            var answer = cloud.shared.get();
            stayed.complete(Thread.currentThread().isInterrupted());
            return answer;
        });
        awaitWaiting(leader);
        var follower = cloud.askedAndWaiting();
        leader.get().interrupt();
        cloud.receives().complete(new CloudResult.Ok<>("for all"));
        assertThat(List.of(leading.get(), follower.get())).containsOnly(new CloudResult.Ok<>("for all"));
        assertThat(stayed.get()).isTrue();
        request.complete(new CloudResult.Ok<>("first"));
        assertThat(first.get()).isEqualTo(new CloudResult.Ok<>("first"));
    }

    @Test
    void a_defect_of_one_request_reaches_those_who_share_it_and_nobody_else() throws Exception {
        var cloud = new SlowCloud(LONG);
        for (var time = 0; time < 2; time++) {
            var first = cloud.asked();
            var request = cloud.receives();
            var leader = cloud.askedAndWaiting();
            var follower = cloud.askedAndWaiting();
            request.cancel(false);
            assertThatThrownBy(first::get).hasCauseInstanceOf(CancellationException.class);
            cloud.receives().cancel(false);
            assertThatThrownBy(leader::get).hasCauseInstanceOf(CancellationException.class);
            assertThat(follower.get()).isInstanceOf(CloudResult.Indeterminate.class);
        }
        var next = cloud.asked();
        cloud.receives().complete(new CloudResult.Ok<>("well"));
        assertThat(next.get()).isEqualTo(new CloudResult.Ok<>("well"));
    }

    @Test
    void with_many_callers_at_once_no_answer_is_older_than_its_question() throws Exception {
        var changes = new AtomicInteger();
        var requests = new AtomicInteger();
        var shared = new RequestCoalescer<>(
                () -> {
                    requests.incrementAndGet();
                    var seen = changes.get();
                    Thread.yield();
                    return new CloudResult.Ok<>(seen);
                },
                LONG);
        var callers = IntStream.range(0, 16)
                .mapToObj(_ -> threads.submit(() -> {
                    for (var call = 0; call < 500; call++) {
                        var changed = changes.incrementAndGet();
                        assertThat(shared.get().found())
                                .hasValueSatisfying(seen -> assertThat(seen).isGreaterThanOrEqualTo(changed));
                    }
                    return true;
                }))
                .toList();
        for (var caller : callers) {
            assertThat(caller.get()).isTrue();
        }
        assertThat(requests).hasValueLessThan(16 * 500);
    }

    private static void awaitWaiting(AtomicReference<Thread> thread) {
        var waiting = Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);
        while (thread.get() == null || !waiting.contains(thread.get().getState())) {
            Thread.onSpinWait();
        }
    }

    /** Answers each request when the test says so. */
    private final class SlowCloud {
        final BlockingQueue<CompletableFuture<CloudResult<String>>> requests = new LinkedBlockingQueue<>();
        private final RequestCoalescer<String> shared;

        SlowCloud(Duration patience) {
            shared = new RequestCoalescer<>(
                    () -> {
                        var request = new CompletableFuture<CloudResult<String>>();
                        requests.add(request);
                        return request.join();
                    },
                    patience);
        }

        Future<CloudResult<String>> asked() {
            return threads.submit(shared::get);
        }

        Future<CloudResult<String>> askedAndWaiting() {
            return askedAndWaiting(new AtomicReference<>());
        }

        Future<CloudResult<String>> askedAndWaiting(AtomicReference<Thread> thread) {
            var answer = threads.submit(() -> {
                thread.set(Thread.currentThread());
                return shared.get();
            });
            awaitWaiting(thread);
            return answer;
        }

        CompletableFuture<CloudResult<String>> receives() throws InterruptedException {
            return requests.take();
        }
    }
}
