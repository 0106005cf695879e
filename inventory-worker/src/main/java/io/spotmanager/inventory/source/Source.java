package io.spotmanager.inventory.source;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.fleet.snapshot.SourceReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
 * A list that is read from somewhere outside. Only one read of it is under way at a time; one that takes longer than the
 * patience of whoever asked goes on, and its result is taken the next time.
 */
final class Source<T> {
    private final Function<Consumer<ExternalCall>, CloudAnswer<List<T>>> list;
    private final Counter calls;
    private @Nullable CompletableFuture<SourceResult<T>> underWay;

    /** @param list asks for all of it and tells its journal every request */
    Source(String name, Function<Consumer<ExternalCall>, CloudAnswer<List<T>>> list, MeterRegistry meters) {
        this.list = list;
        this.calls = meters.counter("spot.inventory.calls", "source", name);
    }

    /** Begins to read, unless the last read is still under way. */
    synchronized void begin(Instant now, Executor threads) {
        if (underWay == null) {
            underWay = CompletableFuture.supplyAsync(() -> read(now), threads);
        }
    }

    /** Waits for what was begun. */
    synchronized SourceResult<T> result(Instant asked, Duration patience) {
        if (underWay == null) {
            throw new IllegalStateException("nothing was begun");
        }
        try {
            var told = underWay.get(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS);
            underWay = null;
            return told;
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
                .map(items -> new SourceResult<>(
                        began, new SourceReport.Good(tookMs, made.get(), items.size()), Optional.of(items)))
                .orElseGet(() -> failed(began, answer.readProblem()));
    }

    private static <T> SourceResult<T> failed(Instant began, String trouble) {
        return new SourceResult<>(began, new SourceReport.Failed(trouble), Optional.empty());
    }
}
