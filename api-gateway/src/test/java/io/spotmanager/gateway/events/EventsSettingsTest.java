package io.spotmanager.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many boards a gateway listens for: one too many is refused, so that all the others stay. */
class EventsSettingsTest {
    private static final long MEGABYTE = 1L << 20;

    @Test
    void a_gateway_with_much_memory_accepts_what_its_setting_says() {
        assertThat(with(2_000).clientsWithin(1_024 * MEGABYTE)).isEqualTo(2_000);
    }

    @Test
    void a_small_gateway_accepts_only_what_its_heap_carries() {
        assertThat(with(2_000).clientsWithin(134 * MEGABYTE)).isBetween(400, 600);
    }

    @Test
    void a_setting_below_what_the_heap_carries_holds() {
        assertThat(with(7).clientsWithin(134 * MEGABYTE)).isEqualTo(7);
    }

    @Test
    void even_the_smallest_gateway_serves_some() {
        assertThat(with(2_000).clientsWithin(32 * MEGABYTE)).isEqualTo(50);
    }

    private static EventsSettings with(int clients) {
        var any = Duration.ofSeconds(1);
        return new EventsSettings(any, any, any, any, any, 1, clients, clients);
    }
}
