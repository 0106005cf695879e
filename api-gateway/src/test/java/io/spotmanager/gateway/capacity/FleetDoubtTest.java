package io.spotmanager.gateway.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.fleet.snapshot.SourceHealth;
import io.spotmanager.fleet.snapshot.SourceHealth.Cost;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FleetDoubtTest {
    private static final Instant SINCE = Instant.parse("2031-01-02T03:04:05Z");

    @Test
    void nothing_is_in_doubt_while_what_counts_can_be_read() {
        assertThat(FleetDoubt.of(List.of(
                        source("aggregates", "OK", null),
                        source("servers", "OK", null),
                        source("flavors", "OFF", null),
                        source("netbox", "STALE", SINCE))))
                .isEqualTo(FleetDoubt.NONE);
    }

    @Test
    void each_source_that_cannot_be_read_is_named_with_its_time() {
        var doubt = FleetDoubt.of(List.of(
                source("aggregates", "STALE", SINCE),
                source("servers", "UNREAD", null),
                source("migrations", "STALE", SINCE)));

        assertThat(doubt.sentences())
                .containsExactly(
                        "It is not known which hosts are in a pool (aggregates: not read since 2031-01-02T03:04:05Z).",
                        "It is not known who uses the hosts (migrations: not read since 2031-01-02T03:04:05Z, servers: not read yet).");
    }

    private static SourceHealth source(String name, String state, @Nullable Instant staleSince) {
        return new SourceHealth(name, state, null, Cost.UNKNOWN, staleSince, null, null);
    }
}
