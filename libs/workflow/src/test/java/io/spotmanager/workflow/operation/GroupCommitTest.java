package io.spotmanager.workflow.operation;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.workflow.fixture.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;

@Timeout(30)
class GroupCommitTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<List<Integer>> statements = new ArrayList<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** A group commit with one lane that is held up in the statement of input 0 until the latch opens. */
    private GroupCommit<Integer, Integer> heldUpUntil(CountDownLatch latch, Function<List<Integer>, List<Integer>> rest)
            throws InterruptedException {
        var held = new CountDownLatch(1);
        var commit = new GroupCommit<Integer, Integer>(1, 64, group -> {
            synchronized (statements) {
                statements.add(group);
            }
            if (group.equals(List.of(0))) {
                held.countDown();
                await(latch);
                return List.of(0);
            }
            return rest.apply(group);
        });
        var unused = threads.submit(() -> commit.submit(0));
        held.await();
        return commit;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Submits in this order, each one queued before the next. */
    private List<Future<Integer>> queued(GroupCommit<Integer, Integer> commit, int... inputs) throws Exception {
        var answers = new ArrayList<Future<Integer>>();
        for (var input : inputs) {
            var thread = new AtomicReference<Thread>();
            answers.add(threads.submit(() -> {
                thread.set(Thread.currentThread());
                return commit.submit(input);
            }));
            while (thread.get() == null || thread.get().getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        return answers;
    }

    private static List<Integer> doubled(List<Integer> group) {
        return group.stream().map(i -> i * 2).toList();
    }

    @Test
    void a_lone_caller_runs_its_statement_on_its_own_thread_and_alone() {
        var ran = new ArrayList<Thread>();
        var commit = new GroupCommit<Integer, Integer>(2, 64, group -> {
            ran.add(Thread.currentThread());
            assertThat(group).containsExactly(21);
            return doubled(group);
        });

        assertThat(commit.submit(21)).isEqualTo(42);
        assertThat(ran).containsExactly(Thread.currentThread());
    }

    @Test
    void callers_that_wait_share_one_statement_in_the_order_in_which_they_came() throws Exception {
        var latch = new CountDownLatch(1);
        var commit = heldUpUntil(latch, GroupCommitTest::doubled);
        var answers = queued(commit, 5, 3, 9, 1);

        latch.countDown();

        for (var i = 0; i < 4; i++) {
            assertThat(answers.get(i).get(5, SECONDS)).isEqualTo(new int[] {10, 6, 18, 2}[i]);
        }
        assertThat(statements).containsExactly(List.of(0), List.of(5, 3, 9, 1));
    }

    @Test
    void one_input_that_the_database_refuses_does_not_harm_its_neighbours() throws Exception {
        var latch = new CountDownLatch(1);
        var commit = heldUpUntil(latch, group -> {
            if (group.contains(3)) {
                throw new DataIntegrityViolationException("three is refused");
            }
            return doubled(group);
        });
        var answers = queued(commit, 5, 3, 9);

        latch.countDown();

        assertThat(answers.get(0).get(5, SECONDS)).isEqualTo(10);
        assertThatThrownBy(() -> answers.get(1).get(5, SECONDS))
                .hasCauseInstanceOf(DataIntegrityViolationException.class);
        assertThat(answers.get(2).get(5, SECONDS)).isEqualTo(18);
    }

    @Test
    void a_lost_answer_is_told_to_everybody_and_the_statement_which_may_have_happened_is_not_repeated()
            throws Exception {
        var latch = new CountDownLatch(1);
        var commit = heldUpUntil(latch, group -> {
            throw new DataAccessResourceFailureException("the connection broke after the statement was sent");
        });
        var answers = queued(commit, 5, 3);

        latch.countDown();

        for (var answer : answers) {
            assertThatThrownBy(() -> answer.get(5, SECONDS))
                    .hasCauseInstanceOf(DataAccessResourceFailureException.class);
        }
        assertThat(statements).containsExactly(List.of(0), List.of(5, 3));
    }

    @Test
    void an_error_reaches_every_caller_of_its_group() throws Exception {
        var latch = new CountDownLatch(1);
        var commit = heldUpUntil(latch, group -> {
            throw new AssertionError("a defect");
        });
        var answers = queued(commit, 5, 3);

        latch.countDown();

        for (var answer : answers) {
            assertThatThrownBy(() -> answer.get(5, SECONDS)).hasRootCauseInstanceOf(AssertionError.class);
        }
    }

    @Test
    void an_error_in_one_group_leaves_nobody_waiting_in_the_queue() throws Exception {
        var latch = new CountDownLatch(1);
        var commit = heldUpUntil(latch, group -> {
            if (group.contains(1)) {
                throw new AssertionError("a defect");
            }
            return doubled(group);
        });
        // 64 fill the group with the defect; the others must come in the next one, which nobody new starts
        var answers = queued(commit, IntStream.rangeClosed(1, 70).toArray());

        latch.countDown();

        for (var i = 64; i < 70; i++) {
            assertThat(answers.get(i).get(5, SECONDS)).isEqualTo((i + 1) * 2);
        }
    }

    @Test
    void an_error_for_one_input_of_a_group_that_was_split_leaves_no_neighbour_waiting() throws Exception {
        var latch = new CountDownLatch(1);
        var commit = heldUpUntil(latch, group -> {
            if (group.size() > 1) {
                throw new DataIntegrityViolationException("one of them");
            }
            if (group.contains(3)) {
                throw new AssertionError("a defect");
            }
            return doubled(group);
        });
        var answers = queued(commit, 5, 3, 9);

        latch.countDown();

        assertThat(answers.get(0).get(5, SECONDS)).isEqualTo(10);
        assertThatThrownBy(() -> answers.get(1).get(5, SECONDS)).hasRootCauseInstanceOf(AssertionError.class);
        assertThat(answers.get(2).get(5, SECONDS)).isEqualTo(18);
    }

    @Test
    void no_statement_is_larger_than_allowed_and_no_more_run_at_once_than_there_are_lanes() throws Exception {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var largest = new AtomicInteger();
        var commit = new GroupCommit<Integer, Integer>(3, 8, group -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            largest.accumulateAndGet(group.size(), Math::max);
            Thread.yield();
            running.decrementAndGet();
            return doubled(group);
        });

        everybodySubmits(commit, 64, 200, i -> true);

        assertThat(most.get()).isLessThanOrEqualTo(3);
        assertThat(largest.get()).isLessThanOrEqualTo(8);
    }

    @Test
    void under_load_with_defects_everybody_gets_the_own_answer_and_nobody_waits_for_ever() throws Exception {
        var random = Seed.of("under_load_with_defects_everybody_gets_the_own_answer");
        var badEvery = 20 + random.nextInt(80);
        var commit = new GroupCommit<Integer, Integer>(2, 16, group -> {
            if (group.size() > 1 && group.getFirst() % 31 == 0) {
                throw new AssertionError("a defect of the whole group");
            }
            if (group.stream().anyMatch(i -> i % badEvery == 0)) {
                throw new DataIntegrityViolationException("refused");
            }
            Thread.yield();
            return doubled(group);
        });

        everybodySubmits(commit, 64, 400, i -> i % badEvery != 0);
    }

    /** Each gets twice its input; a refused input is refused, and anybody may hit a defect of the group. */
    private void everybodySubmits(
            GroupCommit<Integer, Integer> commit, int callers, int each, java.util.function.IntPredicate good)
            throws Exception {
        var start = new CountDownLatch(1);
        var work = IntStream.range(0, callers)
                .mapToObj(caller -> (Callable<Void>) () -> {
                    start.await();
                    for (var i = 0; i < each; i++) {
                        var input = 1 + caller * each + i;
                        try {
                            assertThat(commit.submit(input)).isEqualTo(input * 2);
                            assertThat(good.test(input)).isTrue();
                        } catch (DataIntegrityViolationException e) {
                            assertThat(good.test(input)).isFalse();
                        } catch (AssertionError e) {
                            assertThat(e).hasMessage("a defect of the whole group");
                        }
                    }
                    return null;
                })
                .map(threads::submit)
                .toList();
        start.countDown();
        for (var one : work) {
            one.get(20, SECONDS);
        }
    }
}
