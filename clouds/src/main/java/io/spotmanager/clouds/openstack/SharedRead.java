package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.compute.CloudAnswer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers that want the same list at the same time share one request. Whoever comes while a request is under way shares the
 * next one, so every answer was asked for after its caller had come: nobody sees anything older than with a request of their own.
 */
final class SharedRead<T> {
    private final Supplier<CloudAnswer<T>> read;
    private final Duration patience;
    private CompletableFuture<CloudAnswer<T>> underWay =
            CompletableFuture.completedFuture(new CloudAnswer.NotSent<>(""));
    private @Nullable CompletableFuture<CloudAnswer<T>> next;

    /**
     * @param read one request; throws nothing
     * @param patience how long a request that is under way can hold up the next one; a lost reply must not keep everybody waiting
     */
    SharedRead(Supplier<CloudAnswer<T>> read, Duration patience) {
        this.read = read;
        this.patience = patience;
    }

    /** Blocks for two requests at most. An interrupt ends the wait with {@link CloudAnswer.NotSent}. */
    CloudAnswer<T> get() {
        var place = place();
        try {
            return place.leads() ? lead(place) : place.answer().get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new CloudAnswer.NotSent<>("interrupted while another caller read the same list");
        } catch (ExecutionException e) {
            throw new IllegalStateException("the caller who read for all failed", e.getCause());
        }
    }

    /** @param leads whether this caller sends the request for all who share the answer, once {@code before} is over */
    private record Place<T>(
            CompletableFuture<CloudAnswer<T>> answer, boolean leads, CompletableFuture<CloudAnswer<T>> before) {}

    private synchronized Place<T> place() {
        if (next != null) {
            return new Place<>(next, false, underWay);
        }
        var place = new Place<>(new CompletableFuture<CloudAnswer<T>>(), true, underWay);
        next = place.answer();
        return place;
    }

    private CloudAnswer<T> lead(Place<T> place) {
        awaitTurn(place.before());
        begin(place.answer());
        try {
            var answer = read.get();
            place.answer().complete(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            place.answer().completeExceptionally(e);
            throw e;
        }
    }

    private void awaitTurn(CompletableFuture<CloudAnswer<T>> before) {
        try {
            var unused = before.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            // whatever became of it, the next one goes out now
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the request, which is bound to fail now, ends the wait of the others
        }
    }

    /** From here on, who comes is too late for this answer. */
    private synchronized void begin(CompletableFuture<CloudAnswer<T>> answer) {
        underWay = answer;
        next = null;
    }
}
