package io.spotmanager.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.spotmanager.fleet.message.SnapshotEvent;
import io.spotmanager.fleet.snapshot.SourceHealth;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The ages of the sources, as the metrics show them. */
class SnapshotGaugesTest {
    private static final Instant READ = Instant.parse("2031-05-04T10:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Instant now = READ;
    private final SnapshotGauges gauges = new SnapshotGauges(() -> now, meters);

    private void shown(SourceHealth... sources) {
        gauges.show(new SnapshotEvent(1, READ, List.of(sources), null));
    }

    private static SourceHealth source(String name, String state, @Nullable Instant readAt) {
        return new SourceHealth(name, state, readAt, SourceHealth.Cost.UNKNOWN, null, null, null);
    }

    private double value(String name, String source) {
        return meters.get(name).tag("source", source).gauge().value();
    }

    @Test
    void a_source_ages_between_two_reads_and_is_young_again_after_the_next() {
        shown(source("servers", "OK", READ));
        now = READ.plusSeconds(40);
        assertThat(value("spot.snapshot.age", "servers")).isEqualTo(40);
        assertThat(value("spot.snapshot.stale", "servers")).isZero();

        shown(source("servers", "STALE", READ));
        assertThat(value("spot.snapshot.stale", "servers")).isEqualTo(1);

        shown(source("servers", "OK", READ.plusSeconds(38)));
        assertThat(value("spot.snapshot.age", "servers")).isEqualTo(2);
        assertThat(value("spot.snapshot.stale", "servers")).isZero();
    }

    @Test
    void a_source_that_is_off_has_no_series_and_one_that_was_never_read_is_stale_without_an_age() {
        shown(source("netbox", "OFF", null), source("servers", "UNREAD", null));

        assertThat(meters.find("spot.snapshot.stale").tag("source", "netbox").gauge())
                .isNull();
        assertThat(meters.find("spot.snapshot.age").gauges()).isEmpty();
        assertThat(value("spot.snapshot.stale", "servers")).isEqualTo(1);
    }
}
