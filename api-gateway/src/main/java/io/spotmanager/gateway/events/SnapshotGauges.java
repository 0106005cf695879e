package io.spotmanager.gateway.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.spotmanager.fleet.message.SnapshotEvent;
import io.spotmanager.fleet.snapshot.SourceHealth;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The age and the state of each source of the snapshot, as metrics. They come from what the gateway reads anyway. */
final class SnapshotGauges {
    private static final String OFF = "OFF";
    private static final String OK = "OK";

    private final InstantSource clock;
    private final MultiGauge age;
    private final MultiGauge stale;
    private List<SourceHealth> shown = List.of();

    SnapshotGauges(InstantSource clock, MeterRegistry meters) {
        this.clock = clock;
        this.age = MultiGauge.builder("spot.snapshot.age")
                .description("since the latest successful read of a source began")
                .baseUnit("seconds")
                .register(meters);
        this.stale = MultiGauge.builder("spot.snapshot.stale")
                .description("1 if the latest values of a source are not shown, or it was never read")
                .register(meters);
    }

    /** Takes over what was read. A source that is off has no series, and one that was never read has no age. */
    void show(SnapshotEvent read) {
        if (read.sources().equals(shown)) {
            return;
        }
        shown = read.sources();
        age.register(
                on().filter(source -> source.readAt() != null)
                        .map(source -> MultiGauge.Row.of(Tags.of("source", source.name()), () -> ageOf(source)))
                        .toList(),
                true);
        stale.register(
                on().map(source -> MultiGauge.Row.of(
                                Tags.of("source", source.name()), source.state().equals(OK) ? 0 : 1))
                        .toList(),
                true);
    }

    private Stream<SourceHealth> on() {
        return shown.stream().filter(source -> !source.state().equals(OFF));
    }

    private double ageOf(SourceHealth source) {
        return Duration.between(Objects.requireNonNull(source.readAt()), clock.instant())
                        .toMillis()
                / 1000.0;
    }
}
