package io.spotmanager.tracing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spans that have ended and are not sent yet. Their number is limited, and nobody waits: what finds no room is dropped, and so is what
 * the endpoint does not take. That is counted, and logged once until spans are taken again.
 *
 * <p>OpenTelemetry's own queue does the work. It tells nobody how many it drops but a meter of OpenTelemetry, so the room is counted
 * here, and that queue is never full.
 */
final class SpanQueue implements SpanProcessor {
    private static final Logger log = LoggerFactory.getLogger(SpanQueue.class);

    private static final int MOSTLY_EMPTY = 10;
    private static final int LARGEST_REQUEST = 512;

    private final BatchSpanProcessor queue;
    private final int room;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean failing = new AtomicBoolean();
    private final Counter sent;
    private final Counter noRoom;
    private final Counter notTaken;

    /**
     * @param room the number of spans that may wait
     * @param every how long spans wait for others to be sent with; as long are those lost that wait in a process which is killed
     */
    SpanQueue(SpanExporter exporter, int room, Duration every, MeterRegistry meters) {
        this.room = room;
        this.queue = BatchSpanProcessor.builder(new Counting(exporter))
                .setMaxQueueSize(room)
                .setMaxExportBatchSize(Math.min(room, LARGEST_REQUEST))
                .setScheduleDelay(every)
                .build();
        this.sent = meters.counter("spot.traces.sent");
        this.noRoom = dropped(meters, "no_room");
        this.notTaken = dropped(meters, "not_taken");
    }

    private static Counter dropped(MeterRegistry meters, String reason) {
        return Counter.builder("spot.traces.dropped")
                .description("spans that nobody will see")
                .tag("reason", reason)
                .register(meters);
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        queue.onStart(parent, span);
    }

    @Override
    public boolean isStartRequired() {
        return queue.isStartRequired();
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (!span.getSpanContext().isSampled()) {
            return;
        }
        if (waiting.incrementAndGet() > room) {
            waiting.decrementAndGet();
            lost(noRoom, 1);
        } else {
            queue.onEnd(span);
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    @Override
    public CompletableResultCode shutdown() {
        return queue.shutdown();
    }

    @Override
    public CompletableResultCode forceFlush() {
        return queue.forceFlush();
    }

    private void lost(Counter reason, int spans) {
        reason.increment(spans);
        if (failing.compareAndSet(false, true)) {
            log.warn(
                    "Traces are incomplete: the endpoint of OTEL_EXPORTER_OTLP_ENDPOINT does not take spans, or not fast enough. Nothing else depends on it; spot_traces_dropped_total counts what is lost");
        }
    }

    private void taken(int spans) {
        sent.increment(spans);
        // An endpoint that is merely too slow takes some now and then.
        if (waiting.get() <= room / MOSTLY_EMPTY && failing.compareAndSet(true, false)) {
            log.info("The endpoint of OTEL_EXPORTER_OTLP_ENDPOINT takes spans again");
        }
    }

    private final class Counting implements SpanExporter {
        private final SpanExporter exporter;

        Counting(SpanExporter exporter) {
            this.exporter = exporter;
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            var number = spans.size();
            var result = exporter.export(spans);
            return result.whenComplete(() -> {
                waiting.addAndGet(-number);
                if (result.isSuccess()) {
                    taken(number);
                } else {
                    lost(notTaken, number);
                }
            });
        }

        @Override
        public CompletableResultCode flush() {
            return exporter.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return exporter.shutdown();
        }
    }
}
