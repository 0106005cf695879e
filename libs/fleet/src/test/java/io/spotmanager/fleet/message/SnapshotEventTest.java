package io.spotmanager.fleet.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.fleet.snapshot.SourceHealth;
import io.spotmanager.fleet.snapshot.SourceHealth.Cost;
import io.spotmanager.fleet.snapshot.SourceHealth.Doubt;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One definition for the worker that writes the message and the gateway that reads it. */
class SnapshotEventTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456Z");
    private static final SourceHealth READ = new SourceHealth(
            "servers", "OK", NOON, new Cost(12, 3, 2_500), null, null, new Doubt(NOON, "3 in place of 480", null));
    private static final SourceHealth UNREAD =
            new SourceHealth("netbox", "UNREAD", null, Cost.UNKNOWN, null, null, null);

    @Test
    void what_the_worker_writes_the_gateway_reads_to_the_letter() {
        var event = new SnapshotEvent(7, NOON, List.of(READ, UNREAD), List.of("H1", "H2"));

        assertThat(SnapshotEvent.decode(event.encode())).isEqualTo(event);
    }

    @Test
    void what_is_not_known_is_left_out() {
        assertThat(new SnapshotEvent(1, null, List.of(UNREAD), null).encode())
                .asString()
                .isEqualTo("{\"generation\":1,\"sources\":[{\"name\":\"netbox\",\"state\":\"UNREAD\"}]}");
    }

    @Test
    void two_hundred_hosts_are_named_and_more_are_not() {
        assertThat(new SnapshotEvent(1, NOON, List.of(), names(200)).changedHosts())
                .hasSize(200);
        assertThat(new SnapshotEvent(1, NOON, List.of(), names(201)).changedHosts())
                .isNull();
    }

    @Test
    void sources_in_another_order_say_the_same() {
        var one = new SnapshotEvent(1, NOON, List.of(READ, UNREAD), List.of("H1"));
        var other = new SnapshotEvent(1, NOON, List.of(UNREAD, READ), null);

        assertThat(one.says(other)).isTrue();
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj("H%03d"::formatted).toList();
    }
}
