package io.spotmanager.workflow.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Lets callers that arrive at the same time share one statement, and so one commit. A caller that finds a lane free
 * runs the statement itself, for all that are waiting; a lone caller pays nothing for it.
 *
 * @param <I> what one caller hands in
 * @param <O> what it gets back; never null
 */
public final class GroupCommit<I, O> {
    private record Waiting<I, O>(I input, CompletableFuture<O> answer) {}

    private final int largest;
    private final Function<List<I>, List<O>> statement;
    private final Semaphore concurrency;
    private final ConcurrentLinkedQueue<Waiting<I, O>> queue = new ConcurrentLinkedQueue<>();

    /**
     * @param concurrency statements under way at once
     * @param largest inputs in one statement
     * @param statement answers its inputs in their order, all in one transaction
     */
    public GroupCommit(int concurrency, int largest, Function<List<I>, List<O>> statement) {
        this.concurrency = new Semaphore(concurrency);
        this.largest = largest;
        this.statement = statement;
    }

    /**
     * Returns when the input is committed.
     *
     * @throws RuntimeException what the statement threw for this input alone
     */
    public O submit(I input) {
        var waiting = new Waiting<I, O>(input, new CompletableFuture<>());
        queue.add(waiting);
        runOneGroup();
        if (!queue.isEmpty()) {
            Thread.startVirtualThread(this::drain);
        }
        try {
            return waiting.answer.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw e;
            }
        }
    }

    private void drain() {
        while (!queue.isEmpty() && runOneGroup()) {
            // whoever released a lane after us looks at the queue again, so stopping on a busy lane loses nobody
        }
    }

    private boolean runOneGroup() {
        if (!concurrency.tryAcquire()) {
            return false;
        }
        try {
            run(take());
        } finally {
            concurrency.release();
        }
        return true;
    }

    private List<Waiting<I, O>> take() {
        var group = new ArrayList<Waiting<I, O>>();
        while (group.size() < largest && queue.poll() instanceof Waiting<I, O> next) {
            group.add(next);
        }
        return group;
    }

    private void run(List<Waiting<I, O>> group) {
        if (group.isEmpty()) {
            return;
        }
        try {
            var answers = statement.apply(group.stream().map(Waiting::input).toList());
            for (var i = 0; i < group.size(); i++) {
                group.get(i).answer.complete(answers.get(i));
            }
        } catch (RuntimeException e) {
            if (group.size() == 1 || e instanceof DataAccessResourceFailureException) {
                // A lost connection: the statement may have happened, so nobody sends it again.
                group.forEach(one -> one.answer.completeExceptionally(e));
            } else {
                // One input that the database refuses must not take its neighbours with it.
                group.forEach(one -> run(List.of(one)));
            }
        } catch (Error e) {
            group.forEach(one -> one.answer.completeExceptionally(e)); // thrown by submit; the lane goes on
        }
    }
}
