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
 * Lets concurrent callers share one statement, and so one commit. A caller that finds capacity free runs the statement itself, for
 * all callers that are waiting. A single caller does not wait.
 *
 * @param <I> the input of one caller
 * @param <O> its result; never null
 */
public final class GroupCommit<I, O> {
    private record Waiting<I, O>(I input, CompletableFuture<O> answer) {}

    private final int largest;
    private final Function<List<I>, List<O>> statement;
    private final Semaphore concurrency;
    private final ConcurrentLinkedQueue<Waiting<I, O>> queue = new ConcurrentLinkedQueue<>();

    /**
     * @param concurrency how many statements may run at once
     * @param largest largest number of inputs in one statement
     * @param statement returns one result per input, in the same order, all in one transaction
     */
    public GroupCommit(int concurrency, int largest, Function<List<I>, List<O>> statement) {
        this.concurrency = new Semaphore(concurrency);
        this.largest = largest;
        this.statement = statement;
    }

    /**
     * Blocks until the input is committed.
     *
     * @throws RuntimeException the error of the statement for this input alone
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
            // the thread that holds the capacity reads the queue again after releasing it, so no input is lost by
            // stopping
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
                // The connection was lost and the statement may have been committed, so it is not sent again.
                group.forEach(one -> one.answer.completeExceptionally(e));
            } else {
                // The database may refuse only one of the inputs: run each alone.
                group.forEach(one -> run(List.of(one)));
            }
        } catch (Error e) {
            group.forEach(one -> one.answer.completeExceptionally(e)); // thrown by submit; the capacity is released
        }
    }
}
