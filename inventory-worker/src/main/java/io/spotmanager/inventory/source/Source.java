package io.spotmanager.inventory.source;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.fleet.snapshot.SourceReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list that is read from an external system, by one read at a time. A read that takes longer than the caller waits goes on;
 * the next call returns its result.
 */
final class Source<T> {
    private final Function<Consumer<ExternalCall>, CloudResult<Items<T>>> list;
    private final Counter calls;
    private @Nullable CompletableFuture<SourceResult<T>> underWay;

    /** @param list reads all items and passes each request to the consumer */
    Source(String name, Function<Consumer<ExternalCall>, CloudResult<Items<T>>> list, MeterRegistry meters) {
        this.list = list;
        this.calls = meters.counter("spot.inventory.calls", "source", name);
    }

    /** Begins to read, unless the last read is still under way. */
    synchronized void begin(Instant now, Executor threads) {
        if (underWay == null) {
            underWay = CompletableFuture.supplyAsync(() -> read(now), threads);
        }
    }

    /** Blocks until the read has ended, at most {@code maxWait}. */
    synchronized SourceResult<T> result(Instant asked, Duration maxWait) {
        if (underWay == null) {
            throw new IllegalStateException("nothing was begun");
        }
        try {
            var result = underWay.get(Math.max(0, maxWait.toMillis()), TimeUnit.MILLISECONDS);
            underWay = null;
            return result;
        } catch (TimeoutException _) {
            return failed(asked, "no answer yet; still waiting for it");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return failed(asked, "interrupted while waiting for it");
        } catch (java.util.concurrent.ExecutionException | CompletionException e) {
            underWay = null;
            return failed(asked, "the client failed: " + e.getCause());
        }
    }

    private SourceResult<T> read(Instant began) {
        var made = new AtomicInteger();
        var start = System.nanoTime();
        var answer = list.apply(_ -> {
            made.incrementAndGet();
            calls.increment();
        });
        var tookMs = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return answer.found()
                .map(read -> new SourceResult<>(began, report(tookMs, made.get(), read), Optional.of(read.items())))
                .orElseGet(() -> failed(began, answer.readProblem()));
    }

    private static SourceReport report(int tookMs, int calls, Items<?> read) {
        var good = new SourceReport.Good(tookMs, calls, read.items().size());
        return read.gaps().isEmpty() ? good : new SourceReport.Partial(good, String.join(". ", read.gaps()));
    }

    private static <T> SourceResult<T> failed(Instant began, String error) {
        return new SourceResult<>(began, new SourceReport.Failed(error), Optional.empty());
    }
}
