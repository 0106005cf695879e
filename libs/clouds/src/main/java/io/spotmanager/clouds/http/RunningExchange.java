package io.spotmanager.clouds.http;

import io.spotmanager.domain.call.CloudQuote;
import io.spotmanager.domain.call.SendGuard;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * One exchange that is under way on the present thread: its deadline, and whether the request may have left this
 * process. What became of a request is decided by the place where it ended, not by the type of an exception.
 */
final class RunningExchange {

    private static final ScopedValue<RunningExchange> CURRENT = ScopedValue.newInstance();
    private static final Cancellable DONE = () -> false;

    private final Duration limit;
    private final long end;
    private final AtomicReference<@Nullable Cancellable> request = new AtomicReference<>();
    private boolean sending;
    private volatile boolean expired;

    RunningExchange(Duration limit) {
        this.limit = limit;
        this.end = System.nanoTime() + limit.toNanos();
    }

    /** @throws java.util.NoSuchElementException outside of an exchange */
    static RunningExchange current() {
        return CURRENT.get();
    }

    <T> T during(Supplier<T> exchange) {
        return ScopedValue.where(CURRENT, this).call(exchange::get);
    }

    /**
     * Called when the connection stands, right before the first byte of the request.
     *
     * @throws HttpFailure.NotPermitted if the caller may no longer send it
     */
    void beginSending() {
        if (!SendGuard.allows()) {
            throw new HttpFailure.NotPermitted("the lease of the operation ended before the request was sent", false);
        }
        sending = true;
    }

    void cancelWith(Cancellable cancellable) {
        if (!request.compareAndSet(null, cancellable)) {
            cancellable.cancel();
        }
    }

    /** Ends the connection. */
    void cancel() {
        Cancellable running = request.getAndSet(DONE);
        if (running != null) {
            running.cancel();
        }
    }

    /** Called when the time is over. */
    void expire() {
        expired = true;
        cancel();
    }

    /** Returns the time that is left, possibly negative. */
    Duration left() {
        return Duration.ofNanos(end - System.nanoTime());
    }

    HttpFailure failure(RuntimeException failure, @Nullable String authority, boolean noRoom) {
        if (Thread.currentThread().isInterrupted()) {
            return sending
                    ? new HttpFailure.NoResponse("interrupted while waiting for the answer", true)
                    : new HttpFailure.NotPermitted("interrupted before it was sent", false);
        }
        if (sending && noRoom) {
            return new HttpFailure.NoResponse(
                    "no room for the answer within " + words(limit) + ": others that are as large fill the memory",
                    true);
        }
        if (sending && expired) {
            return new HttpFailure.NoResponse("no answer within " + words(limit), true);
        }
        Throwable cause = innermostIo(failure);
        if (sending) {
            return cause instanceof IOException io
                    ? new HttpFailure.NoResponse(
                            "the connection ended before the answer was complete" + reason(io), false)
                    : new HttpFailure.NoResponse("the HTTP client failed: " + failure, false);
        }
        if (cause instanceof SSLException) {
            return new HttpFailure.ConnectionFailed("no trusted connection to " + authority + reason(cause), true);
        }
        return new HttpFailure.ConnectionFailed("no connection to " + authority
                + (expired || cause instanceof SocketTimeoutException
                        ? " within the connect time-out"
                        : reason(cause)));
    }

    private static Throwable innermostIo(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof IOException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** The client's exceptions may quote what the other side sent; those of the operating system do not. */
    private static String reason(Throwable e) {
        String message = e.getMessage();
        if (message == null || message.isBlank()) {
            return "";
        }
        boolean ours = e instanceof SocketException
                || e instanceof SocketTimeoutException
                || e instanceof UnknownHostException;
        return " (" + (ours ? message : CloudQuote.of(message)) + ")";
    }

    private static String words(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
