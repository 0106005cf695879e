package io.spotmanager.clouds.openstack;

import io.spotmanager.domain.call.CloudResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Coalesces concurrent reads of the same list. A caller that arrives during a request shares the next one, so each
 * answer was requested after its callers had arrived and is never older than a request of their own.
 */
final class RequestCoalescer<T> {
    private final Supplier<CloudResult<T>> read;
    private final Duration patience;
    private CompletableFuture<CloudResult<T>> underWay =
            CompletableFuture.completedFuture(new CloudResult.NotSent<>(""));
    private @Nullable CompletableFuture<CloudResult<T>> next;

    /**
     * @param read sends one request
     * @param patience how long a running request can delay the next one; a lost reply must not block all callers
     */
    RequestCoalescer(Supplier<CloudResult<T>> read, Duration patience) {
        this.read = read;
        this.patience = patience;
    }

    /**
     * Blocks for at most two requests. If the thread is interrupted while it waits for another caller's request,
     * returns {@link CloudResult.NotSent}; a caller that leads a request sends it anyway.
     */
    CloudResult<T> get() {
        var place = place();
        return place.leads() ? lead(place) : follow(place.answer());
    }

    private static <T> CloudResult<T> follow(CompletableFuture<CloudResult<T>> answer) {
        try {
            return answer.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new CloudResult.NotSent<>("interrupted while another caller read the same list");
        } catch (ExecutionException e) {
            throw new IllegalStateException("answers are never exceptions", e);
        }
    }

    /**
     * @param leads true if this caller sends the request for all who share the answer, after {@code before} has ended
     */
    private record Place<T>(
            CompletableFuture<CloudResult<T>> answer, boolean leads, CompletableFuture<CloudResult<T>> before) {}

    private synchronized Place<T> place() {
        if (next != null) {
            return new Place<>(next, false, underWay);
        }
        var place = new Place<>(new CompletableFuture<CloudResult<T>>(), true, underWay);
        next = place.answer();
        return place;
    }

    private CloudResult<T> lead(Place<T> place) {
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

    private boolean isInterruptedBefore(CompletableFuture<CloudResult<T>> before) {
        try {
            var unused = before.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException | ExecutionException _) {
            return false; // the next request is sent now, whatever happened to this one
        } catch (InterruptedException _) {
            return true;
        }
    }

    /** Callers that arrive from now on get the next answer. */
    private synchronized void begin(CompletableFuture<CloudResult<T>> answer) {
        underWay = answer;
        next = null;
    }

    /** Ends the wait of all callers, however the request ended. An answer that is already set stays. */
    private synchronized void end(CompletableFuture<CloudResult<T>> answer) {
        answer.complete(new CloudResult.Indeterminate<>("the caller who read the list for all failed"));
        if (next == answer) {
            next = null;
        }
    }
}
