package io.spotmanager.clouds.openstack;

import io.spotmanager.domain.call.CloudAnswer;
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
     * @param read one request
     * @param patience how long a request that is under way can hold up the next one; a lost reply must not keep everybody waiting
     */
    SharedRead(Supplier<CloudAnswer<T>> read, Duration patience) {
        this.read = read;
        this.patience = patience;
    }

    /**
     * Blocks for two requests at most. An interrupt ends the wait for somebody else's request with {@link CloudAnswer.NotSent};
     * whoever is to send one for all sends it all the same.
     */
    CloudAnswer<T> get() {
        var place = place();
        return place.leads() ? lead(place) : follow(place.answer());
    }

    private static <T> CloudAnswer<T> follow(CompletableFuture<CloudAnswer<T>> answer) {
        try {
            return answer.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new CloudAnswer.NotSent<>("interrupted while another caller read the same list");
        } catch (ExecutionException e) {
            throw new IllegalStateException("answers are never exceptions", e);
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
        var interrupted = false;
        try {
            interrupted = isInterruptedBefore(place.before());
            begin(place.answer());
            var answer = read.get();
            place.answer().complete(answer);
            return answer;
        } finally {
            end(place.answer());
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isInterruptedBefore(CompletableFuture<CloudAnswer<T>> before) {
        try {
            var unused = before.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException | ExecutionException _) {
            return false; // whatever became of it, the next one goes out now
        } catch (InterruptedException _) {
            return true;
        }
    }

    /** From here on, who comes is too late for this answer. */
    private synchronized void begin(CompletableFuture<CloudAnswer<T>> answer) {
        underWay = answer;
        next = null;
    }

    /** Whatever ended the request, nobody waits for it any longer; an answer that it had stays. */
    private synchronized void end(CompletableFuture<CloudAnswer<T>> answer) {
        answer.complete(new CloudAnswer.Unclear<>("the caller who read the list for all failed"));
        if (next == answer) {
            next = null;
        }
    }
}
